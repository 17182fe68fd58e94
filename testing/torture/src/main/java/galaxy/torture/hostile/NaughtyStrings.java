package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Big List of Naughty Strings of Max Woolf (MIT), and what it lacks. */
final class NaughtyStrings {
    private static final List<String> MORE = List.of(
            "\u0000",
            "a\u0000b",
            "\ud800",
            "\udc00",
            "a\ud83d",
            "\udc00\ud800",
            "\ufeffname",
            "\ufffe",
            "\uffff",
            "\u2028line\u2029paragraph",
            "\u202egnp.exe",
            "\u2066\u2067\u2069",
            "\u200b\u200c\u200d\u2060",
            "e\u0301\u0301\u0301\u0301\u0301\u0301",
            "\u1e9b\u0323",
            "\u212b\u03a9\u2126",
            "\ufb03\ufdfa",
            "\u0130\u0131\u017f\u00df\u1e9e",
            "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
            "\udbff\udfff",
            "  \u00a0\u2003name\u3000\u0085",
            "\t\r\n",
            "name\r\nX-Injected: yes",
            "name\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
            "{\"level\":\"ERROR\"}",
            "\",\"injected\":\"yes",
            "${jndi:ldap://127.0.0.1/a}",
            "%d{yyyy} %msg%n %ex",
            "{} {} {}",
            "{galaxy}:events",
            "galaxy:events",
            "*\r\n$4\r\nPING\r\n",
            "redis.call('FLUSHALL')",
            "../../../../etc/passwd",
            "%2e%2e%2f",
            "%00",
            "%c0%af",
            "+",
            "a b",
            "a+b%20c",
            "usr_00000000000000000000000000",
            "true",
            "null",
            "-0",
            "1e999999",
            "NaN",
            "x".repeat(128),
            "x".repeat(129),
            "\u00e9".repeat(64),
            "\ud83d\ude80".repeat(64),
            "\ud83d\ude80".repeat(65),
            "a".repeat(255) + "@b",
            "@",
            "a@b@c",
            "a@b",
            "\u00e9@\u00e9",
            "x".repeat(5000),
            "\u0800".repeat(5000));

    private NaughtyStrings() {}

    static List<String> all() {
        try (InputStream file = NaughtyStrings.class.getResourceAsStream("blns.json")) {
            if (file == null) {
                throw new IllegalStateException("blns.json is not packaged");
            }
            List<String> all = new ArrayList<>(MORE);
            for (JsonNode each : new JsonMapper().readTree(file.readAllBytes())) {
                all.add(each.asString());
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
