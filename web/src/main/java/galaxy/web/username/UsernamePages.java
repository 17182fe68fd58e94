package galaxy.web.username;

import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.Username;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Reasons;
import galaxy.pages.text.Words;
import galaxy.pages.view.Button;
import galaxy.pages.view.Card;
import galaxy.pages.view.Confirmation;
import galaxy.pages.view.Control;
import galaxy.pages.view.Field;
import galaxy.pages.view.Form;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.InputKind;
import galaxy.pages.view.LinkButton;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Paragraph;
import galaxy.pages.view.Part;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Typed;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.profile.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The username: choosing one, and changing it after a confirmation. */
public final class UsernamePages {
    static final String WORD = "username";

    private static final String FIELD = "username";

    private final Reasons reasons;

    public UsernamePages(Reasons reasons) {
        this.reasons = reasons;
    }

    /**
     * The form.
     *
     * @param current what the player is called now, if that is known and there is one
     * @param typed what the field holds
     */
    public Page form(
            Words words,
            Optional<Username> current,
            Optional<Restriction> restriction,
            String typed,
            FormResult result) {
        List<Part> parts = new ArrayList<>();
        restriction.ifPresent(known -> parts.add(known.callout(words, reasons)));
        boolean isDisabled = restriction.isPresent();
        Field field = Field.of(
                        FIELD,
                        words.text("username.field"),
                        new Control.Input(InputKind.USERNAME, typed, true, isDisabled))
                .hint(words.sentence("username.hint"))
                .problem(result.problems(words));
        List<Button> buttons = isDisabled ? List.of() : List.of(Button.main(words.text("form.save")));
        Part now = current.<Part>map(known ->
                        Paragraph.of(words.sentence("username.now", Arg.code("name", "@" + known.value()))))
                .orElseGet(() -> Paragraph.muted(words.sentence("username.none")));
        parts.add(Card.plain(Html.all(now, new Form(Paths.USERNAME.href(), List.of(), field, buttons))));
        return result.on(words, head(words), parts);
    }

    /** While connections does not respond: the sentence, and no form. */
    public Page unavailable(Words words, Optional<Restriction> restriction) {
        List<Part> parts = new ArrayList<>();
        restriction.ifPresent(known -> parts.add(known.callout(words, reasons)));
        parts.add(Unavailable.card(words, Service.CONNECTIONS, Paths.USERNAME.href()));
        return Page.of(head(words).state(Unavailable.PART), parts);
    }

    /** Asks before a username is given up. */
    public static Page confirmation(Words words, Username old, String wanted) {
        var question =
                words.sentence("username.confirm", Arg.code("old", "@" + old.value()), Arg.code("new", "@" + wanted));
        Arg name = Arg.code("name", "@" + old.value());
        var confirmation = new Confirmation(
                question,
                List.of(words.sentence("username.confirm-links", name), words.sentence("username.confirm-free", name)),
                Paths.USERNAME.href(),
                List.of(new Hidden(FIELD, wanted)),
                Button.danger(words.text("username.confirm-button")),
                new LinkButton(Paths.USERNAME.href(), words.text("form.cancel"), false));
        return Page.of(head(words).state("confirm"), confirmation);
    }

    private static PageHead head(Words words) {
        return PageHead.of(WORD, words.text("username.title")).lead(words.sentence("username.lead"));
    }

    /** What a refusal of connections means in the form. */
    public static FormResult refused(Words words, String typed, Refused<?, Refusal> refused) {
        return refused.reason() == Refusal.USERNAME_TAKEN ? taken(words, typed) : invalid(words, typed);
    }

    /** {@code 400}. */
    public static FormResult invalid(Words words, String typed) {
        String key = Typed.username(typed).isEmpty() ? "username.empty" : "username.invalid";
        return FormResult.field(400, FIELD, words.text(key));
    }

    /** {@code 409}. */
    public static FormResult taken(Words words, String typed) {
        return FormResult.field(
                409, FIELD, words.text("username.taken", Arg.code("name", "@" + Typed.username(typed))));
    }
}
