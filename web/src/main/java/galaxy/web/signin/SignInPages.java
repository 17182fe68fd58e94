package galaxy.web.signin;

import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Control;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Problems;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;

/** The pages of sign-in. */
public final class SignInPages {
    private SignInPages() {}

    /**
     * Asks for an address.
     *
     * @param email as it was typed
     */
    public static Page form(Words words, String email, Problems problems) {
        var field = Field.of("email", words.text("sign-in.email"), Control.Input.of(InputKind.EMAIL, email))
                .hint(words.sentence("sign-in.no-password"))
                .problem(problems);
        var head = PageHead.of("sign-in", words.text("sign-in.title")).problems(problems);
        return Page.of(head, Card.plain(Form.of(Paths.SIGN_IN.href(), field, Button.main(words.text("sign-in.send")))));
    }
}
