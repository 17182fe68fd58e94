package galaxy.web.link;

import galaxy.client.connections.ContactLink;
import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Sentence;
import galaxy.pages.text.Sentence.Piece;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Choices;
import galaxy.pages.view.Choices.Choice;
import galaxy.pages.view.Control;
import galaxy.pages.view.Empty;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Pagination;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.pages.view.SentenceText;
import galaxy.pages.view.Table;
import galaxy.pages.view.TimeText;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The contact links of a player, and the form that makes one. */
public final class LinkListPages {
    static final String WORD = "links";

    private LinkListPages() {}

    /**
     * The page.
     *
     * @param list empty while connections does not respond, when only the form is shown
     * @param typed what the form holds
     */
    public static Page page(Words words, Optional<LinkList> list, LinkForm typed, FormResult result) {
        List<Part> parts = new ArrayList<>();
        Instant now = words.times().now();
        if (list.filter(known -> known.isFull(now)).isPresent()) {
            parts.add(Card.plain(Paragraph.of(words.sentence("link.too-many"))));
        } else if (list.map(LinkList::isFirst).orElse(true)) {
            parts.add(form(words, typed, result.problems(words)));
        }
        list.ifPresent(known -> parts.add(list(words, known)));
        var head = PageHead.of(WORD, words.text("link.title")).lead(words.sentence("link.lead"));
        return result.on(words, head, parts);
    }

    private static Card form(Words words, LinkForm typed, Problems problems) {
        var label = Field.of(
                        "label",
                        words.text("link.label"),
                        new Control.Input(InputKind.TEXT, typed.label(), false, false))
                .hint(words.sentence("link.label-hint"))
                .problem(problems);
        var ends = choices(words, "ends", typed.ends(), "1d", "7d", "30d", "never", "date")
                .problem(problems);
        var date = Field.of(
                        "date", words.text("link.date"), new Control.Input(InputKind.TIME, typed.date(), false, false))
                .hint(words.sentence(
                        "link.date-hint", Arg.text("city", words.times().city())))
                .problem(problems);
        var uses = choices(words, "uses", typed.uses(), "1", "10", "0").problem(problems);
        return Card.titled(
                "h-new",
                words.text("link.new"),
                new Form(
                        Paths.LINKS.href(),
                        List.of(new Hidden("request_id", typed.requestId())),
                        Html.all(label, ends, date, uses),
                        List.of(Button.main(words.text("link.create")))));
    }

    private static Choices choices(Words words, String name, String chosen, String... values) {
        List<Choice> choices = new ArrayList<>();
        for (String value : values) {
            choices.add(new Choice(value, words.text("link." + name + "-" + value), false));
        }
        return new Choices(name, words.text("link." + name), chosen, choices);
    }

    private static Part list(Words words, LinkList list) {
        if (list.links().isEmpty() && list.isFirst()) {
            return new Empty(words.sentence("link.empty"), words.sentence("link.empty-next"));
        }
        Href first = Paths.LINKS.href();
        var pagination = new Pagination(
                words,
                list.isFirst() ? Optional.empty() : Optional.of(first),
                list.next().map(token -> first.query("page_token", token)));
        var table = new Table(
                words.text("link.list"),
                List.of(
                        words.text("link.label"),
                        words.text("link.state"),
                        words.text("link.used"),
                        words.text("link.end"),
                        words.text("link.created")),
                list.links().stream().map(link -> row(words, link)).toList());
        return Card.plain(Html.all(table, pagination));
    }

    private static List<Part> row(Words words, ContactLink link) {
        Piece text =
                link.label().isEmpty() ? new Piece.Words(words.text("link.no-label")) : new Piece.Name(link.label());
        Href href = Paths.LINK.href(link.id().value());
        return List.of(
                new SentenceText(new Sentence(List.of(new Piece.Link(href, List.of(text))))),
                LinkState.of(link, words.times().now()).chip(words),
                SentenceText.of(used(words, link)),
                day(words, link.expiresAt()),
                new TimeText(words.times().day(link.createdAt()), false));
    }

    /** "3 of 10"; "3" without a bound. */
    static String used(Words words, ContactLink link) {
        int most = link.usage().maxUses();
        return most == 0
                ? words.times().number(link.usage().count())
                : words.text("form.counter", Arg.count("count", link.usage().count()), Arg.count("most", most));
    }

    private static Part day(Words words, Optional<Instant> end) {
        return end.<Part>map(at -> new TimeText(words.times().day(at), false))
                .orElseGet(() -> SentenceText.of(words.text("link.ends-never")));
    }
}
