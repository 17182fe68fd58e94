package galaxy.web.page;

import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import java.util.List;

/** What is shown of a service that does not respond. */
public final class Unavailable {
    /** The state of a page that cannot be shown, and of a form that could not be saved. */
    public static final String DOWN = "down";

    /** The state of a page of which one part is missing. */
    public static final String PART = "unavailable";

    /** The services that these pages stand on. */
    public enum Service {
        USERS("down.users"),
        CONNECTIONS("down.connections");

        private final String key;

        Service(String key) {
            this.key = key;
        }
    }

    private Unavailable() {}

    /** {@code 503} of a form that could not be saved: it keeps what was typed. */
    public static FormResult form(Words words, Service service) {
        return FormResult.whole(503, DOWN, words.text(service.key) + " " + words.text("down.kept"));
    }

    /** {@code 503} of a form in which nothing is typed, with a button that sends it again. */
    public static Page retry(Words words, PageHead head, Service service, Href action, List<Hidden> hidden) {
        Form form = Form.button(action, hidden, Button.main(words.text("error.again")));
        var card = Card.plain(Html.all(
                Paragraph.of(words.sentence(service.key)), Paragraph.muted(words.sentence("error.503.next")), form));
        return Page.of(head.state(DOWN), card).status(503);
    }

    /** Instead of a part of a page. */
    public static Card card(Words words, Service service, Href again) {
        return Card.plain(Html.all(
                Paragraph.of(words.sentence(service.key)),
                Paragraph.muted(words.sentence("error.503.next")),
                Actions.of(new LinkButton(again, words.text("error.again"), true))));
    }
}
