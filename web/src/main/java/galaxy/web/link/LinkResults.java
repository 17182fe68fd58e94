package galaxy.web.link;

import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.web.page.FormResult;
import galaxy.web.page.Typed;
import java.util.Set;

/** What refusals of connections mean in the forms of links: by reason and field, never by their message. */
public final class LinkResults {
    /** The state of a page of a player who may make no further link. */
    static final String TOO_MANY = "too-many";

    private static final int MOST_IN_LABEL = 64;
    private static final Set<String> ENDS = Set.of("expires_at", "expires_in");

    private LinkResults() {}

    /** Of a form that makes a link. */
    public static FormResult of(Words words, LinkForm typed, Refused<?, Refusal> refused) {
        if (refused.reason() == Refusal.TOO_MANY_LINKS) {
            return tooMany(words);
        }
        if (refused.reason() != Refusal.INVALID_LINK) {
            return incomplete(words);
        }
        boolean isEnd = refused.error().details().stream().anyMatch(detail -> ENDS.contains(detail.field()));
        return isEnd
                ? FormResult.field(400, "date", words.text("link.date-past"))
                : FormResult.field(400, "label", label(words, Typed.length(typed.label())));
    }

    /** {@code 409}. */
    public static FormResult tooMany(Words words) {
        return FormResult.whole(409, TOO_MANY, words.text("link.too-many"));
    }

    /** {@code 400} of a form without a key of its own. */
    public static FormResult incomplete(Words words) {
        return FormResult.whole(400, "", words.text("form.incomplete"));
    }

    /** {@code 410} of a link that is dead and cannot be replaced. */
    public static FormResult dead(Words words, LinkState state) {
        return FormResult.whole(410, state.word(), words.text("link.dead-" + state.word()));
    }

    private static String label(Words words, int length) {
        return length > MOST_IN_LABEL
                ? words.text("link.label-length", Arg.count("count", length))
                : words.text("link.label-invalid");
    }
}
