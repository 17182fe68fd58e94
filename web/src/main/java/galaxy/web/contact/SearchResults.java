package galaxy.web.contact;

import galaxy.client.connections.Refusal;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.web.page.FormResult;
import galaxy.web.page.Typed;
import java.time.Duration;

/** Why no player is found by what was typed. */
public final class SearchResults {
    private static final String FIELD = "username";

    private SearchResults() {}

    /** {@code 400} of a refusal of connections. */
    public static FormResult refused(Words words, String typed, Refusal refusal) {
        String username = Typed.username(typed);
        if (username.isEmpty()) {
            return FormResult.field(400, FIELD, words.text("username.empty"));
        }
        return FormResult.field(
                400,
                FIELD,
                refusal == Refusal.INVALID_USERNAME
                        ? words.text("contact.malformed")
                        : words.text("contact.unknown", Arg.code("name", "@" + username)));
    }

    /** {@code 400}: the player found themselves. */
    public static FormResult own(Words words) {
        return FormResult.field(400, FIELD, words.text("contact.own"));
    }

    /** {@code 429}. */
    public static FormResult tooMany(Words words, Duration wait) {
        return FormResult.whole(429, "", words.text("contact.too-many", Arg.count("seconds", seconds(wait))));
    }

    /** The same in whole seconds, one at least. */
    public static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
