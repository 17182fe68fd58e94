package galaxy.web.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.identity.RequestOrigin;
import galaxy.pages.cookie.Visits.Visit;
import galaxy.pages.request.FormFields;
import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Reader;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request of a page, with who reads the response. Not thread-safe. */
public final class PageRequest {
    private final Exchange exchange;
    private final Visit visit;
    private final Set<String> fields;
    private final Supplier<Reader> read;
    private @Nullable Reader reader;

    PageRequest(Exchange exchange, Visit visit, Set<String> fields, Supplier<Reader> read) {
        this.exchange = exchange;
        this.visit = visit;
        this.fields = fields;
        this.read = read;
    }

    public Exchange exchange() {
        return exchange;
    }

    /** For calls to services. */
    public RequestOrigin origin() {
        return exchange.origin();
    }

    /** What the cookie of the visit holds. */
    public Visit visit() {
        return visit;
    }

    /** What was typed, of a form. */
    public FormFields form() {
        return FormFields.of(exchange.form(), fields);
    }

    /** Language, zone and looks of the response. */
    public Reader reader() {
        Reader last = reader;
        if (last == null) {
            last = read.get();
            reader = last;
        }
        return last;
    }

    /**
     * The same request, in which changes of theme and language lead elsewhere.
     *
     * @param hidden what goes with them
     */
    public PageRequest backTo(Href place, List<Hidden> hidden) {
        return new PageRequest(exchange, visit, fields, () -> {
            Reader plain = reader();
            return new Reader(plain.words(), plain.theme(), plain.viewer(), place.url(), hidden, plain.asked());
        });
    }

    public Words words() {
        return reader().words();
    }
}
