package galaxy.torture.stage;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What no log may contain. */
public final class LogScan {
    public static final String PRIVATE = "no e-mail address in a log";
    public static final String SECRET = "no session, code or token of a link in a log";
    public static final String ERROR = "no error in a log";

    /** In the example of a request that each start prints. */
    private static final String EXAMPLE = "pilot@example.com";

    /** Of an entry; a stack trace follows. */
    private static final Pattern BEGINNING = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT.*");

    /** The cookie of a session, and the address of a contact link with its token. */
    private static final Pattern SECRETS = Pattern.compile("dvs_[0-9a-z]{26}\\.[\\w-]{43}|/c/[\\w-]{16}");

    private static final Pattern UNEXPECTED =
            Pattern.compile("^\\S+ ERROR .*|^\\s+at [\\w.$/]+\\(.*|^Exception in thread .*|.*REDIS BUG REPORT.*");

    /** An embedded Redis was killed, or killed again before it served, or the disk has no room for its log. */
    private static final Pattern KILLED = Pattern.compile(
            "\\S+ ERROR galaxy\\.(redis\\.EmbeddedRedis - redis-server"
                    + " (process \\d+ ended with|does not start;)|store\\.DiskSpace - the disk of data\\.dir is almost full:) .*");

    /** A replica took over that lacked something. */
    private static final Pattern LOST =
            Pattern.compile("\\S+ ERROR galaxy\\.store\\.Outboxes - .* a fail-over of Redis has .*");

    private static final int SHOWN = 300;

    private LogScan() {}

    /** Checks every line of a log, if it exists. */
    public static void check(Path log, Promise promise, Findings findings) {
        if (!Files.exists(log)) {
            return;
        }
        boolean mayLose = promise.recorded() == Recorded.BUCKETS_UP_TO_A_MOMENT;
        try (BufferedReader reader = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1)) {
            long number = 0;
            boolean isExpected = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String text = line;
                String where = log.getFileName() + ":" + ++number + ": ";
                Supplier<String> shown = () -> where + text.substring(0, Math.min(text.length(), SHOWN));
                isExpected = (isExpected && !BEGINNING.matcher(line).matches())
                        || KILLED.matcher(line).matches()
                        || (mayLose && LOST.matcher(line).matches());
                findings.check(PRIVATE, line.replace(EXAMPLE, "").indexOf('@') < 0, shown);
                findings.check(SECRET, !SECRETS.matcher(line).find(), shown);
                findings.check(ERROR, isExpected || !UNEXPECTED.matcher(line).matches(), shown);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
