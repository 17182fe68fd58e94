package galaxy.web.page;

import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import galaxy.pages.view.Actions;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Copy;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Instead of a page: it does not work now, or its reader has to sign in first. */
public final class RefusedPages {
    /** What people type; the other fields of forms are chosen. */
    private static final List<String> TYPED = List.of("race_name", "username", "name", "bio", "label", "recipient");

    private RefusedPages() {}

    /**
     * {@code 503}: something that the page stands on does not respond.
     *
     * @param again where to try it again
     */
    public static Page down(Words words, String page, Href again) {
        var head = PageHead.of(page, words.text("error.503")).state("down");
        var card = Card.plain(Html.all(
                Paragraph.of(words.sentence("error.503.next")),
                Actions.of(new LinkButton(again, words.text("error.again"), true))));
        return Page.of(head, card).status(503);
    }

    /**
     * {@code 503} of a form, with a button that sends it again.
     *
     * @param action what it posts to
     * @param fields all of the form
     */
    public static Page down(Words words, String page, Href action, List<Hidden> fields) {
        var head = PageHead.of(page, words.text("error.503")).state("down");
        List<Part> parts = new ArrayList<>(typed(
                words,
                name -> fields.stream()
                        .filter(field -> field.name().equals(name))
                        .map(Hidden::value)
                        .findFirst()
                        .orElse("")));
        parts.add(Paragraph.of(words.sentence("error.503.next")));
        parts.add(Form.button(action, fields, Button.main(words.text("error.again"))));
        return Page.of(head, Card.plain(Html.all(parts))).status(503);
    }

    /**
     * {@code 403}: a form was sent, and the session has ended.
     *
     * @param typed what the form had, by the names of its fields
     */
    public static Page signedOut(Words words, String page, Href back, UnaryOperator<String> typed) {
        List<Part> parts = new ArrayList<>();
        parts.add(Paragraph.of(words.sentence("signed-out.why")));
        parts.addAll(typed(words, typed));
        parts.add(Actions.of(
                new LinkButton(Paths.SIGN_IN.href(), words.text("shell.sign-in"), true),
                new LinkButton(back, words.text("signed-out.back"), false)));
        var head = PageHead.of(page, words.text("signed-out.title")).state("signed-out");
        return Page.of(head, Card.plain(Html.all(parts))).status(403);
    }

    private static List<Part> typed(Words words, UnaryOperator<String> typed) {
        List<String> names =
                TYPED.stream().filter(name -> !typed.apply(name).isEmpty()).toList();
        List<Part> parts = new ArrayList<>();
        if (!names.isEmpty()) {
            parts.add(Paragraph.of(words.sentence("form.typed")));
        }
        names.forEach(name -> parts.add(new Copy(
                "typed-" + name,
                words.text("typed." + name),
                typed.apply(name),
                words.text("page.copy"),
                words.text("page.copied"))));
        return parts;
    }
}
