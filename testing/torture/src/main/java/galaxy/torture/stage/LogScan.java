package galaxy.torture.stage;

import galaxy.torture.workload.Findings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What must not stand in any log. */
public final class LogScan {
    /** Told once by each start, in the example of a request. */
    private static final String EXAMPLE = "pilot@example.com";

    /** Of an entry; a stack trace follows. */
    private static final Pattern BEGINNING = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT.*");

    private static final Pattern FAULT =
            Pattern.compile("^\\S+ ERROR .*|^\\s+at [\\w.$/]+\\(.*|^Exception in thread .*|.*REDIS BUG REPORT.*");

    /** An embedded Redis was killed. */
    private static final Pattern KILLED =
            Pattern.compile("\\S+ ERROR galaxy\\.redis\\.EmbeddedRedis - redis-server process \\d+ ended with .*");

    /** It was killed again before it served, or the disk has no room for its log. */
    private static final Pattern NO_START =
            Pattern.compile("\\S+ ERROR galaxy\\.redis\\.EmbeddedRedis - redis-server does not start; .*");

    /** A replica took over that lacked something. */
    private static final Pattern LOST =
            Pattern.compile("\\S+ ERROR galaxy\\.store\\.Relay - .* a fail-over of Redis has .*");

    private static final int SHOWN = 300;

    private final List<Pattern> expected;

    private LogScan(List<Pattern> expected) {
        this.expected = expected;
    }

    /**
     * Knows what is to be expected.
     *
     * @param losses whether a fail-over may lose something
     */
    public static LogScan expecting(boolean losses) {
        return new LogScan(losses ? List.of(KILLED, NO_START, LOST) : List.of(KILLED, NO_START));
    }

    /** Checks every line of a log, if it is there. */
    public void check(Path log, Findings findings) {
        if (!Files.exists(log)) {
            return;
        }
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            boolean isExpected = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                isExpected = (isExpected && !BEGINNING.matcher(line).matches()) || isExpected(line);
                check(log.getFileName() + ":" + number, line, isExpected, findings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(String where, String line, boolean isExpected, Findings findings) {
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
        findings.check(
                "no e-mail address in a log", line.replace(EXAMPLE, "").indexOf('@') < 0, () -> where + ": " + shown);
        findings.check("no fault in a log", isExpected || !FAULT.matcher(line).matches(), () -> where + ": " + shown);
    }

    private boolean isExpected(String line) {
        return expected.stream().anyMatch(each -> each.matcher(line).matches());
    }
}
