package galaxy.web.link;

import galaxy.client.connections.LinkPreview;
import galaxy.client.connections.Refusal;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Facts;
import galaxy.pages.view.Facts.Fact;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.TimeText;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.publicprofile.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a player sees who opens a contact link. Neither title nor address names its owner. */
public final class OpenedPages {
    static final String WORD = "c";

    private final People people;

    public OpenedPages(People people) {
        this.people = people;
    }

    /** Why a link cannot be used, each with its status. */
    public enum Ended {
        UNKNOWN(404, "unknown"),
        OWN(400, "own"),
        REVOKED(410, "revoked"),
        ALREADY(409, "already"),
        EXPIRED(410, "expired"),
        USED_UP(410, "used-up");

        private final int status;
        private final String word;

        Ended(int status, String word) {
            this.status = status;
            this.word = word;
        }

        /** Of a refusal of connections; nothing where it is a fault of the form. */
        public static Optional<Ended> of(Refusal refusal) {
            return switch (refusal) {
                case LINK_NOT_FOUND, INVALID_TOKEN -> Optional.of(UNKNOWN);
                case OWN_LINK -> Optional.of(OWN);
                case LINK_REVOKED -> Optional.of(REVOKED);
                case LINK_ALREADY_CONSUMED -> Optional.of(ALREADY);
                case LINK_EXPIRED -> Optional.of(EXPIRED);
                case LINK_USED_UP -> Optional.of(USED_UP);
                default -> Optional.empty();
            };
        }
    }

    /**
     * A link that works.
     *
     * @param isSignedIn whether one has to sign in first
     */
    public Page preview(Words words, LinkPreview preview, String token, String requestId, boolean isSignedIn) {
        List<Hidden> hidden = List.of(new Hidden("token", token), new Hidden("request_id", requestId));
        Sentence promise = People.name(preview.owner())
                .map(name -> words.sentence("opened.promise-name", Arg.name("name", name)))
                .orElseGet(() -> words.sentence("opened.promise"));
        List<Part> parts = new ArrayList<>();
        parts.add(owner(preview));
        parts.add(Paragraph.of(promise));
        end(words, preview).ifPresent(parts::add);
        parts.add(Form.button(Paths.OPENED_LINK.href(), hidden, Button.main(words.text("opened.add"))));
        if (!isSignedIn) {
            parts.add(Paragraph.muted(words.sentence("opened.sign-in")));
        }
        return Page.of(head(words), Card.plain(Html.all(parts))).secret();
    }

    /** The player's own link. */
    public Page own(Words words, LinkPreview preview) {
        var card = Card.plain(Html.all(
                owner(preview),
                Paragraph.of(words.sentence("opened.own")),
                Paragraph.muted(words.sentence("opened.own-next", Arg.link(Paths.LINKS.href())))));
        return Page.of(head(words).state(Ended.OWN.word), card).secret();
    }

    private Part owner(LinkPreview preview) {
        return people.card(preview.owner(), People.ALONE, Html.nothing(), Html.nothing());
    }

    private static Optional<Part> end(Words words, LinkPreview preview) {
        return preview.expiresAt()
                .map(at -> new Facts(List.of(new Fact(
                        words.text("link.end"), new TimeText(words.times().moment(at), true)))));
    }

    /** A link that cannot be used. */
    public static Page ended(Words words, Ended ended, boolean isSignedIn) {
        String key = "opened." + ended.word;
        Sentence next = switch (ended) {
            case UNKNOWN -> words.sentence("opened.unknown-next");
            case OWN -> words.sentence("opened.own-next", Arg.link(Paths.LINKS.href()));
            case ALREADY -> words.sentence("opened.already-next");
            case REVOKED, EXPIRED, USED_UP -> words.sentence("opened.ended-next");
        };
        LinkButton button = isSignedIn
                ? new LinkButton(Paths.CONTACTS.href(), words.text("contact.title"), true)
                : new LinkButton(Paths.START.href(), words.text("error.home"), true);
        var card = Card.plain(Html.all(Paragraph.of(words.sentence(key)), Paragraph.muted(next), Actions.of(button)));
        return Page.of(head(words).state(ended.word), card).status(ended.status);
    }

    /** {@code 400} of a form without a key of its own; the new one has one. */
    public static Page incomplete(Words words, String token, String requestId) {
        List<Hidden> hidden = List.of(new Hidden("token", token), new Hidden("request_id", requestId));
        var card = Card.plain(Html.all(
                Paragraph.of(words.sentence("form.incomplete")),
                Form.button(Paths.OPENED_LINK.href(), hidden, Button.main(words.text("error.again")))));
        return Page.of(head(words), card).status(400).secret();
    }

    /** {@code 503} of a link that is read. */
    public static Page unread(Words words, String token) {
        var card = Unavailable.card(words, Service.CONNECTIONS, Paths.OPEN_LINK.href(token));
        return Page.of(head(words).state(Unavailable.DOWN), card).status(503).secret();
    }

    /** {@code 503}: the link is as it was. */
    public static Page down(Words words, String token, String requestId) {
        List<Hidden> hidden = List.of(new Hidden("token", token), new Hidden("request_id", requestId));
        return Unavailable.retry(words, head(words), Service.CONNECTIONS, Paths.OPENED_LINK.href(), hidden)
                .secret();
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("opened.title"));
    }
}
