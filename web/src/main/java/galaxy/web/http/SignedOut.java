package galaxy.web.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Form;
import galaxy.chassis.http.Response;
import galaxy.pages.cookie.Target;
import galaxy.pages.request.FormFields;
import galaxy.pages.request.SessionCheck;
import galaxy.pages.route.Href;
import galaxy.web.page.Paths;
import galaxy.web.page.RefusedPages;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What happens at a page that needs a session to someone who has none. */
final class SignedOut implements SessionCheck.Sessions<Player> {
    private final WebPages pages;
    private final Place place;
    private final Set<String> query;

    SignedOut(WebPages pages, Place place, Set<String> query) {
        this.pages = pages;
        this.place = place;
        this.query = query;
    }

    @Override
    public Optional<Player> find(Exchange exchange) {
        return pages.players().find(exchange);
    }

    /** A page becomes where one goes after signing in; a picture, and what a script reads, does not. */
    @Override
    public Response signIn(Exchange exchange) {
        Response response = pages.redirect(Paths.SIGN_IN.href());
        List<String> destination = exchange.headers("Sec-Fetch-Dest");
        boolean isPage = destination.isEmpty() || destination.equals(List.of("document"));
        return isPage ? target(exchange, response, here(exchange)) : response;
    }

    private Response target(Exchange exchange, Response response, Href here) {
        Optional<Target> target = pages.target(here.url());
        return target.map(known -> pages.keep(
                        response, pages.anonymous(place, exchange).visit().target(known)))
                .orElse(response);
    }

    private Href here(Exchange exchange) {
        Href here = place.back(exchange);
        for (String name : new TreeSet<>(query)) {
            Optional<String> value = exchange.query().string(name);
            here = value.isPresent() ? here.query(name, value.get()) : here;
        }
        return here;
    }

    @Override
    public Response signedOut(Exchange exchange, Optional<Form> form) {
        PageRequest request = pages.anonymous(place, exchange);
        Optional<FormFields> typed = form.map(fields -> FormFields.of(fields, place.fields()));
        Response response = pages.show(
                request,
                RefusedPages.signedOut(
                        request.words(),
                        place.word(),
                        place.back(exchange),
                        name -> typed.map(fields -> fields.get(name)).orElse("")));
        return target(exchange, response, place.back(exchange));
    }
}
