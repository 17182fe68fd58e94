package galaxy.app.http;

import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of {@code requests.txt}, which says how they are written. */
final class RequestTable {
    private static final long PAUSE_MILLIS = 100;
    private static final Pattern REPEATED =
            Pattern.compile("\\{([^{}]+|[^{}]*\\{\\w+}[^{}]*(?:\\{\\w+}[^{}]*)*)\\*(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|.)");
    private static final Pattern PART = Pattern.compile("\\{(pause|wait|slow)}");

    private RequestTable() {}

    /** The responses, and what then becomes of the connection. */
    record Outcome(List<Integer> statuses, boolean staysOpen) {}

    /** A request as bytes, and what listeners of services and of pages do with it. */
    record Row(String name, String bytes, Outcome outcome, Outcome ofPages) {
        boolean needsPost() {
            return bytes.contains("{post}");
        }

        boolean hasBody() {
            return !bytes.startsWith("HEAD ");
        }

        void send(RawConnection connection, Map<String, String> values) throws IOException, InterruptedException {
            var text = bytes;
            for (var value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}", value.getValue());
            }
            text = REPEATED.matcher(text)
                    .replaceAll(
                            found -> Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
            text = unescaped(text);
            var parts = PART.matcher(text);
            int from = 0;
            while (parts.find()) {
                connection.send(text.substring(from, parts.start()));
                pause(parts.group(1), connection);
                from = parts.end();
            }
            connection.send(text.substring(from));
        }

        private static void pause(String kind, RawConnection connection)
                throws InterruptedException, SocketTimeoutException {
            switch (kind) {
                case "pause" -> Thread.sleep(PAUSE_MILLIS);
                case "slow" -> {
                    for (int i = 0; i < 30; i++) {
                        Thread.sleep(PAUSE_MILLIS);
                        connection.send("a");
                    }
                }
                // What waits is the reader of the response.
                default -> {}
            }
        }
    }

    static List<Row> read() {
        try (var in = RequestTable.class.getResourceAsStream("requests.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RequestTable::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String line) {
        int first = line.indexOf(" | ");
        int last = line.lastIndexOf(" | ");
        var outcomes = line.substring(last + 3).split(", pages ", -1);
        var bytes = last < first + 3 ? "" : line.substring(first + 3, last);
        return new Row(line.substring(0, first), bytes, outcome(outcomes[0]), outcome(outcomes[outcomes.length - 1]));
    }

    private static Outcome outcome(String text) {
        var words = text.split(" ", -1);
        var statuses = words.length == 1
                ? List.<Integer>of()
                : Arrays.stream(words[0].split(",", -1)).map(Integer::valueOf).toList();
        return new Outcome(statuses, words[words.length - 1].equals("open"));
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        switch (found.group(1).charAt(0)) {
                            case 'r' -> "\r";
                            case 'n' -> "\n";
                            case 't' -> "\t";
                            case '0' -> "\0";
                            case 'x' ->
                                String.valueOf(
                                        (char) Integer.parseInt(found.group(1).substring(1), 16));
                            default -> found.group(1);
                        }));
    }
}
