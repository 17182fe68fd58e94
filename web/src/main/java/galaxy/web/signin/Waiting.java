package galaxy.web.signin;

import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import java.time.Duration;

/** How long to wait, in words. */
final class Waiting {
    private static final long SECONDS = 90;
    private static final long MINUTE = 60;

    private Waiting() {}

    /** "Try again in 28 seconds." */
    static String text(Words words, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return seconds <= SECONDS
                ? words.text("sign-in.wait.seconds", Arg.count("count", seconds))
                : words.text("sign-in.wait.minutes", Arg.count("count", (seconds + MINUTE - 1) / MINUTE));
    }
}
