package galaxy.torture.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import galaxy.torture.workload.Findings;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks rules, and makes e-mail addresses that are recognized wherever they appear. Safe for many threads. */
final class Checks {
    private static final String DOMAIN = "secret-galaxy.example";

    private final Findings findings;
    private final String word;
    private final List<String> spellings;
    private final AtomicLong addresses = new AtomicLong();

    Checks(long seed, Findings findings) {
        this.findings = findings;
        word = "mark7f3a" + Long.toHexString(seed);
        byte[] bytes = word.getBytes(UTF_8);
        String base64 = Base64.getEncoder().encodeToString(bytes).substring(0, 8);
        spellings = List.of(
                word, DOMAIN, base64.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(bytes));
    }

    Findings findings() {
        return findings;
    }

    /** Notes a violation if the rule does not hold. The details are shown only then, the beginning of each. */
    void check(String rule, boolean holds, Object... details) {
        Stream<String> texts = Arrays.stream(details).map(detail -> Text.excerpt(String.valueOf(detail)));
        findings.check(rule, holds, () -> texts.collect(Collectors.joining(": ")));
    }

    void noAddress(String where, String text, Object... details) {
        check("no e-mail address in " + where, !hasAddress(text), Arrays.asList(details), text);
    }

    void count(String attack, String result) {
        findings.count(attack + ": " + result);
    }

    String newAddress() {
        return word + "." + addresses.incrementAndGet() + "@" + DOMAIN;
    }

    /** Whether a part of any address is in a text, as it is or encoded. */
    boolean hasAddress(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return spellings.stream().anyMatch(lower::contains);
    }
}
