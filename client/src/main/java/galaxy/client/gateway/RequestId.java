package galaxy.client.gateway;

import galaxy.kernel.Parsed;
import galaxy.kernel.TextValue;
import java.util.UUID;
import java.util.regex.Pattern;

/** The id that a client gives to a request and to every repetition of it, so that it is carried out once. */
public final class RequestId extends TextValue {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId(String value) {
        super(value);
    }

    /** A new one. */
    public static RequestId random() {
        return new RequestId(UUID.randomUUID().toString());
    }

    /** An id that was parsed before. */
    public static RequestId of(String known) {
        return new RequestId(known);
    }

    public static Parsed<RequestId> parse(String raw) {
        return WORD.matcher(raw).matches()
                ? Parsed.valid(new RequestId(raw))
                : Parsed.invalid("must have 1 to 64 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
    }
}
