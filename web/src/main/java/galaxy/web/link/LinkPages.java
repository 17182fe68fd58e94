package galaxy.web.link;

import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ContactLinkEvent;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Sentence.Piece;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Confirmation;
import galaxy.pages.view.Copy;
import galaxy.pages.view.Facts;
import galaxy.pages.view.Facts.Fact;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Pagination;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.QrSheet;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.Table;
import galaxy.pages.view.TimeText;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.publicprofile.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One contact link, for its owner: its address and QR code, its uses, and how to end it. */
public final class LinkPages {
    static final String WORD = "link";

    private LinkPages() {}

    /**
     * A page of the events of a link, the oldest first.
     *
     * @param people those who have a profile, by their ids
     */
    public record Events(
            List<ContactLinkEvent> events, Map<UserRef, UserProfile> people, Optional<String> next, boolean isFirst) {
        public Events {
            events = List.copyOf(events);
            people = Map.copyOf(people);
        }
    }

    /**
     * A link as its owner sees it.
     *
     * @param url to share
     * @param owner what others call the owner
     * @param rotateId the key of the form that replaces it
     */
    public record OwnLink(ContactLink link, String url, Optional<String> owner, String rotateId, String revokeId) {}

    /** The page. It holds the token. */
    public static Page page(Words words, OwnLink own, Events events, FormResult result) {
        ContactLink link = own.link();
        LinkState state = LinkState.of(link, words.times().now());
        List<Part> parts = new ArrayList<>();
        parts.add(facts(words, link, state));
        if (state == LinkState.LIVE) {
            parts.add(share(words, own));
            parts.add(end(words, own));
        }
        parts.add(events(words, link, events));
        PageHead head = PageHead.of(WORD, title(words, link));
        return result.on(words, head, parts).secret();
    }

    private static String title(Words words, ContactLink link) {
        return link.label().isEmpty() ? words.text("link.one") : link.label();
    }

    private static Card facts(Words words, ContactLink link, LinkState state) {
        Part end = link.expiresAt()
                .<Part>map(at -> new TimeText(words.times().moment(at), true))
                .orElseGet(() -> SentenceText.of(words.text("link.ends-never")));
        return Card.plain(new Facts(List.of(
                new Fact(words.text("link.state"), state.chip(words)),
                new Fact(words.text("link.used"), SentenceText.of(LinkListPages.used(words, link))),
                new Fact(words.text("link.end"), end),
                new Fact(words.text("link.created"), new TimeText(words.times().moment(link.createdAt()), false)))));
    }

    private static Card share(Words words, OwnLink own) {
        Href picture = Paths.LINK_PICTURE.href(own.link().id().value());
        Sentence scan = own.owner()
                .map(name -> words.sentence("link.scan-name", Arg.name("name", name)))
                .orElseGet(() -> words.sentence("link.scan"));
        Sentence until = own.link()
                .expiresAt()
                .map(at -> words.sentence("link.until", Arg.time("at", at)))
                .orElseGet(() -> words.sentence("link.no-end"));
        return Card.titled(
                "h-share",
                words.text("link.share"),
                Html.all(
                        new Copy(
                                "f-url",
                                words.text("link.url"),
                                own.url(),
                                words.text("page.copy"),
                                words.text("page.copied")),
                        new QrSheet(picture, words.text("link.qr"), List.of(scan, until), words.text("link.print"))));
    }

    private static Card end(Words words, OwnLink own) {
        String id = own.link().id().value();
        Form rotate = Form.button(
                Paths.ROTATE_LINK.href(id),
                List.of(new Hidden("request_id", own.rotateId())),
                Button.other(words.text("link.rotate")));
        Form revoke = Form.button(
                Paths.REVOKE_LINK.href(id),
                List.of(new Hidden("request_id", own.revokeId())),
                Button.other(words.text("link.revoke")));
        return Card.titled(
                "h-end",
                words.text("link.end-title"),
                Html.all(Paragraph.muted(words.sentence("link.rotate-hint")), Html.row(rotate, revoke)));
    }

    private static Card events(Words words, ContactLink link, Events events) {
        Href here = Paths.LINK.href(link.id().value());
        var pagination = new Pagination(
                words,
                events.isFirst() ? Optional.empty() : Optional.of(here),
                events.next().map(token -> here.query("page_token", token)));
        var table = new Table(
                words.text("link.events"),
                List.of(words.text("link.event"), words.text("link.event-who"), words.text("link.event-when")),
                events.events().stream()
                        .map(event -> event(words, link, events, event))
                        .toList());
        return Card.plain(Html.all(table, pagination));
    }

    private static List<Part> event(Words words, ContactLink link, Events events, ContactLinkEvent event) {
        String what = switch (event.kind()) {
            case CREATED -> "link.event-created";
            case CONSUMED -> "link.event-used";
            case REVOKED -> "link.event-revoked";
            case UNKNOWN -> "link.event-other";
        };
        UserRef actor = event.actor();
        Piece who = actor.equals(link.owner())
                ? new Piece.Words(words.text("link.event-you"))
                : Optional.ofNullable(events.people().get(actor))
                        .flatMap(People::name)
                        .<Piece>map(Piece.Name::new)
                        .orElseGet(() -> new Piece.Code(actor.value()));
        return List.of(
                SentenceText.of(words.text(what)),
                new SentenceText(new Sentence(List.of(who))),
                new TimeText(words.times().moment(event.at()), false));
    }

    /** Asks before a link is revoked. */
    public static Page confirmation(Words words, ContactLink link, String requestId) {
        Href here = Paths.LINK.href(link.id().value());
        var confirmation = new Confirmation(
                words.sentence("link.revoke-confirm"),
                List.of(words.sentence("link.revoke-printed"), words.sentence("link.revoke-contacts")),
                Paths.REVOKE_LINK.href(link.id().value()),
                List.of(new Hidden("request_id", requestId)),
                Button.danger(words.text("link.revoke")),
                new LinkButton(here, words.text("form.cancel"), false));
        return Page.of(PageHead.of(WORD, title(words, link)).state("confirm"), confirmation);
    }

    /** {@code 404}. */
    public static Page missing(Words words) {
        var card = Card.plain(Html.all(
                Paragraph.of(words.sentence("link.missing-text")),
                Actions.of(new LinkButton(Paths.LINKS.href(), words.text("link.title"), true))));
        return Page.of(PageHead.of(WORD, words.text("link.missing")).state("404"), card)
                .status(404);
    }
}
