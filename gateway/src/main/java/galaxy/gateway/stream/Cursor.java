package galaxy.gateway.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a client has received the events of its player, good on each gateway of a deployment.
 *
 * @param position of the last event, of any player, that was public when it was issued
 */
record Cursor(Position position, Instant issuedAt) {
    /** A text that is none: what follows it is never known. */
    static final String NONE = "-";

    /** For how long what follows is repeated. */
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final Pattern TEXT = Pattern.compile("([0-9]+-[0-9]+)/([0-9]{1,15})");
    private static final int LONGEST = 100;

    /** Opaque to clients: base64url. */
    String text() {
        byte[] plain = (position + "/" + issuedAt.toEpochMilli()).getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    static Optional<Cursor> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            Matcher parts = TEXT.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            return parts.matches()
                    ? Position.parse(parts.group(1))
                            .map(position -> new Cursor(position, Instant.ofEpochMilli(Long.parseLong(parts.group(2)))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it was issued within its life; the clocks of two gateways may differ. */
    boolean isFresh(Instant now) {
        return Duration.between(issuedAt, now).abs().compareTo(LIFE) <= 0;
    }
}
