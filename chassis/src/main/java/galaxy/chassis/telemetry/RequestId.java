package galaxy.chassis.telemetry;

import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/** The id of one request in responses, log lines and events. */
public final class RequestId {
    /** The header and, in lower case, the metadata that carries it. */
    public static final String HEADER = "X-Request-Id";

    /** Request and span ids must be unique; they need not be secret. */
    public static final LongSupplier RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private RequestId() {}

    /** The caller's, if it is 1 to 128 characters of {@code [A-Za-z0-9._-]}; else a fresh one of 32 hexadecimal digits. */
    public static String of(Optional<String> callers, LongSupplier random) {
        return callers.filter(RequestId::isWellFormed).orElseGet(() -> fresh(random));
    }

    public static String fresh(LongSupplier random) {
        var digits = HexFormat.of();
        return digits.toHexDigits(random.getAsLong()) + digits.toHexDigits(random.getAsLong());
    }

    /** Whether it is 1 to 128 characters of {@code [A-Za-z0-9._-]}. */
    static boolean isWellFormed(String id) {
        if (id.isEmpty() || id.length() > 128) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
