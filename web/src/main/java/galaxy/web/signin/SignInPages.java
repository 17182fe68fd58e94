package galaxy.web.signin;

import galaxy.pages.route.Href;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The page that asks for an address.
 *
 * @param outbox where mails are read while there is no relay
 */
public record SignInPages(Supplier<Optional<Href>> outbox) {
    static final String EMAIL = "email";

    /** With what was typed. */
    public Page form(Words words, String email) {
        return form(words, email, Problems.none());
    }

    /** The address is none. */
    public Page invalid(Words words, String email) {
        String key = email.isBlank() ? "sign-in.email.empty" : "sign-in.email.invalid";
        return form(words, email, problem(words, EMAIL, words.text(key))).status(400);
    }

    /** Too many codes were sent. */
    public Page limited(Words words, String email, Duration wait) {
        String text = words.text("sign-in.limited") + " " + Waiting.text(words, wait);
        return form(words, email, problem(words, EMAIL, text)).status(429);
    }

    /** Auth does not respond. */
    public Page down(Words words, String email) {
        Page page = form(words, email, problem(words, EMAIL, words.text("sign-in.down")));
        return new Page(503, page.head().state("down"), page.parts(), false);
    }

    private Page form(Words words, String email, Problems problems) {
        var field = Field.of(EMAIL, words.text("sign-in.email"), Control.Input.of(InputKind.EMAIL, email))
                .hint(words.sentence("sign-in.no-password"))
                .problem(problems);
        var head = PageHead.of("sign-in", words.text("sign-in.title")).problems(problems);
        List<Part> parts = new ArrayList<>();
        parts.add(Card.plain(Form.of(Paths.SIGN_IN.href(), field, Button.main(words.text("sign-in.send")))));
        parts.add(Paragraph.muted(words.sentence("sign-in.new")));
        hint(words).ifPresent(parts::add);
        return Page.of(head, parts);
    }

    /** Where the mail is, for those who try the product on their own machine. */
    Optional<Part> hint(Words words) {
        return outbox.get().map(place -> Paragraph.muted(words.sentence("sign-in.outbox", Arg.link(place))));
    }

    static Problems problem(Words words, String field, String text) {
        return new Problems(
                words.text("form.problems", Arg.count("count", 1)), List.of(new Problems.Problem(field, text)));
    }
}
