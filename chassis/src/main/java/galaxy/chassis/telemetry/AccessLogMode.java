package galaxy.chassis.telemetry;

import galaxy.chassis.settings.Kind;
import galaxy.kernel.Parsed;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Which requests have a line in the access log. A request that failed always has one. */
public sealed interface AccessLogMode {
    /** Every request. */
    record All() implements AccessLogMode {}

    /** Those that took {@value SLOW_MILLIS} ms or longer. */
    record Slow() implements AccessLogMode {}

    /** One of so many, drawn at random. */
    record Sample(int of) implements AccessLogMode {}

    /** None. */
    record Off() implements AccessLogMode {}

    int SLOW_MILLIS = 100;

    /** {@code all}, {@code slow}, {@code off}, or {@code 1/n} for one of n requests. */
    static Kind<AccessLogMode> kind() {
        var sample = Pattern.compile("1/([1-9][0-9]{0,5})");
        return Kind.open("all, slow, 1/n, off", text -> switch (text) {
            case "all" -> Parsed.valid(new All());
            case "slow" -> Parsed.valid(new Slow());
            case "off" -> Parsed.valid(new Off());
            default -> {
                var matcher = sample.matcher(text);
                yield matcher.matches()
                        ? Parsed.valid(new Sample(Integer.parseInt(matcher.group(1))))
                        : Parsed.invalid("not known; give all, slow, 1/n with n from 1 to 999999, or off");
            }
        });
    }

    /**
     * Whether a request has a line.
     *
     * @param isError whether it failed, with an error of the caller or of the server
     */
    default boolean includes(boolean isError, long nanos) {
        return isError
                || switch (this) {
                    case All all -> true;
                    case Slow slow -> nanos >= SLOW_MILLIS * 1_000_000L;
                    case Sample(int of) -> ThreadLocalRandom.current().nextInt(of) == 0;
                    case Off off -> false;
                };
    }
}
