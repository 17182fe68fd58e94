package galaxy.torture.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What every e-mail address of a run has in it, so that it is known wherever it comes out. Safe for many threads. */
final class Mark {
    private static final String DOMAIN = "secret-galaxy.example";

    private final String word;
    private final List<String> spellings;
    private final AtomicLong drawn = new AtomicLong();

    Mark(long seed) {
        this.word = "mark7f3a" + Long.toHexString(seed);
        this.spellings = List.of(word, DOMAIN, base64(word), hex(word));
    }

    /** One that nobody has had yet. */
    String email() {
        return word + "." + drawn.incrementAndGet() + "@" + DOMAIN;
    }

    /** Whether a part of any address is in a text. */
    boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return spellings.stream().anyMatch(lower::contains);
    }

    /** As it is where the word begins what is encoded. */
    private static String base64(String word) {
        String text = Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
        return text.substring(0, 8).toLowerCase(Locale.ROOT);
    }

    private static String hex(String word) {
        return java.util.HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
    }
}
