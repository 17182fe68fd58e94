package galaxy.pages.request;

import galaxy.pages.cookie.CookieHeader;
import galaxy.pages.cookie.CookieNames;
import galaxy.pages.cookie.Display;
import galaxy.pages.text.LanguageChoice;
import galaxy.pages.text.Messages;
import galaxy.pages.text.Times;
import galaxy.pages.text.Words;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Reader;
import galaxy.pages.view.Reader.Viewer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds in which language, zone and colours a response is. */
public final class Readers {
    private static final String UTC = "UTC";

    private final CookieNames cookies;
    private final Messages messages;
    private final InstantSource clock;

    public Readers(CookieNames cookies, Messages messages, InstantSource clock) {
        this.cookies = cookies;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * What is known of the one who has signed in.
     *
     * @param language that the account prefers
     * @param zone of the account
     */
    public record Account(Viewer viewer, Optional<String> language, Optional<String> zone) {}

    /**
     * Where a page is.
     *
     * @param lang the query parameter {@code lang}
     * @param back path to come back to after a change of the looks
     * @param hidden what else goes with that form
     */
    public record Place(Optional<String> lang, String back, List<Hidden> hidden) {
        public Place {
            hidden = List.copyOf(hidden);
        }

        public static Place of(String back) {
            return new Place(Optional.empty(), back, List.of());
        }
    }

    /** What a browser chose of the looks. */
    public Display display(Function<String, List<String>> headers) {
        return CookieHeader.of(headers.apply("Cookie"))
                .find(cookies.display(), Display::parse)
                .orElse(Display.STANDARD);
    }

    /** The reader of a response. */
    public Reader of(Function<String, List<String>> headers, Optional<Account> account, Place place) {
        Display display = display(headers);
        List<String> accepted = headers.apply("Accept-Language");
        LanguageChoice choice = LanguageChoice.of(new LanguageChoice.Sources(
                place.lang(),
                account.flatMap(Account::language),
                display.language().map(language -> language.tag()),
                accepted.isEmpty() ? Optional.empty() : Optional.of(String.join(",", accepted))));
        String zone = account.flatMap(Account::zone).orElse(UTC);
        var times = new Times(choice.language(), zone, clock.instant());
        return new Reader(
                new Words(messages, choice.language(), times),
                display.theme(),
                account.map(Account::viewer),
                place.back(),
                place.hidden(),
                choice.asked());
    }
}
