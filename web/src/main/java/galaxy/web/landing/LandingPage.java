package galaxy.web.landing;

import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import galaxy.web.page.Paths;
import java.util.List;

/**
 * The start page.
 *
 * @param cards what the product is for
 */
public record LandingPage(String title, String sentence, String button, Href signIn, List<Reason> cards) {
    public LandingPage {
        cards = List.copyOf(cards);
    }

    /** One thing that the product is for. */
    public record Reason(String title, String text) {}

    public static LandingPage of(Words words) {
        return new LandingPage(
                words.text("landing.title"),
                words.text("landing.sentence"),
                words.text("landing.sign-in"),
                Paths.SIGN_IN.href(),
                List.of(
                        new Reason(words.text("landing.name"), words.text("landing.name.text")),
                        new Reason(words.text("landing.contacts"), words.text("landing.contacts.text")),
                        new Reason(words.text("landing.rules"), words.text("landing.rules.text"))));
    }
}
