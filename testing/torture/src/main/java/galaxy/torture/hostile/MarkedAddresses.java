package galaxy.torture.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** E-mail addresses that are recognized wherever they appear. Safe for many threads. */
final class MarkedAddresses {
    private static final String DOMAIN = "secret-galaxy.example";

    private final String word;
    private final List<String> spellings;
    private final AtomicLong drawn = new AtomicLong();

    MarkedAddresses(long seed) {
        word = "mark7f3a" + Long.toHexString(seed);
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes).substring(0, 8);
        spellings = List.of(
                word, DOMAIN, base64.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(bytes));
    }

    /** A new one. */
    String next() {
        return word + "." + drawn.incrementAndGet() + "@" + DOMAIN;
    }

    /** Whether a part of any is in a text, as it is or encoded. */
    boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return spellings.stream().anyMatch(lower::contains);
    }
}
