package galaxy.web.invite;

import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.kernel.WhiteSpace;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.web.page.FormResult;
import galaxy.web.page.Typed;

/** Whom the form of an invite names. */
public sealed interface Recipient {
    /** By a username, which begins with {@code @}. */
    record Named(Username username) implements Recipient {}

    /** By a user id, which is taken as it is. */
    record Known(UserRef id) implements Recipient {}

    /** In no way that can be used. */
    record Wrong(FormResult result) implements Recipient {}

    /** Reads the field. Only an invite, and not a check, may name a user id. */
    static Recipient read(Words words, InviteForm form) {
        String text = WhiteSpace.trim(form.recipient());
        boolean isCreate = form.action().equals("create");
        if (!isCreate && !form.action().equals("verify")) {
            return new Wrong(FormResult.whole(400, "", words.text("form.incomplete")));
        }
        if (text.isEmpty() || Typed.username(text).isEmpty()) {
            return wrong(words, "invite.empty");
        }
        if (text.startsWith("@")) {
            return new Named(Username.of(Typed.username(text)));
        }
        return isCreate && UserId.parse(text) instanceof Parsed.Valid<UserId>(UserId id)
                ? new Known(UserRef.of(id))
                : wrong(words, isCreate ? "invite.malformed" : "invite.at");
    }

    /** {@code 400} of a refusal of connections. */
    static FormResult refused(Words words, InviteForm form, Refusal refusal) {
        String text = refusal == Refusal.INVALID_USERNAME
                ? words.text("contact.malformed")
                : words.text("contact.unknown", Arg.code("name", "@" + Typed.username(form.recipient())));
        return FormResult.field(400, "recipient", text);
    }

    /** {@code 400}: players cannot invite themselves. */
    static FormResult own(Words words) {
        return FormResult.field(400, "recipient", words.text("invite.own"));
    }

    private static Wrong wrong(Words words, String key) {
        return new Wrong(FormResult.field(400, "recipient", words.text(key)));
    }
}
