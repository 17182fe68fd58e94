package galaxy.torture.workload;

import galaxy.testkit.Machine;
import galaxy.testkit.http.RestClient;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a run reports: progress on standard error, and in the end JSON, or the same as a table in Markdown. */
public final class Report {
    private static final int SHOWN = 50;

    private final ObjectNode json = RestClient.JSON.createObjectNode();

    /** The report of a run that was started by this command. */
    public Report(String command, long seed) {
        json.put("machine", Machine.describe()).put("command", command).put("seed", Long.toString(seed));
    }

    public static void progress(String what) {
        System.err.println("torture: " + what);
    }

    public static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    /** How many times there are, and the mean and the longest of them. */
    public static ObjectNode spread(List<Duration> times) {
        DoubleSummaryStatistics all =
                times.stream().mapToDouble(Report::seconds).summaryStatistics();
        return RestClient.JSON
                .createObjectNode()
                .put("count", all.getCount())
                .put("mean_seconds", all.getAverage())
                .put("max_seconds", Math.max(0, all.getMax()));
    }

    /** Adds anything that can be written as RestClient.JSON. */
    public void put(String name, Object value) {
        json.set(name, RestClient.JSON.valueToTree(value));
    }

    public void put(Findings findings) {
        put("counted", findings.counted());
        put("rules", findings.checked());
        put("violations", findings.violations());
        put("clean", isClean());
    }

    private boolean isClean() {
        return json.path("violations").isEmpty();
    }

    /** Prints the table, and writes the JSON to a file if there is one; returns the exit code of the run. */
    public int finish(PrintWriter out, Optional<Path> file) throws IOException {
        out.print(markdown());
        out.flush();
        if (file.isPresent()) {
            Files.writeString(file.get(), json.toPrettyString() + "\n");
        }
        return isClean() ? 0 : 1;
    }

    /** A row for each value and each field of an object, then the violations. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| what | |\n|---|---|\n");
        json.forEachEntry((name, value) -> {
            if (value.isObject()) {
                value.forEachEntry((each, inner) -> text.append(row(name + ": " + each, inner)));
            } else {
                text.append(row(name, value));
            }
        });
        json.path("violations")
                .valueStream()
                .limit(SHOWN)
                .forEach(each -> text.append("\n- ")
                        .append(each.path("rule").asString() + ": "
                                + each.path("what").asString()));
        if (!isClean()) {
            String command = json.path("command").asString().replaceAll(" --seed[ =]\\S+", "");
            text.append("%n%nTo repeat it: `%s --seed %s`%n"
                    .formatted(command, json.path("seed").asString()));
        }
        return text.toString();
    }

    private static String row(String name, JsonNode value) {
        String text = value.isString()
                ? value.stringValue()
                : value.isArray() ? "" + value.size() : value.toString().replaceAll("[{}\"]", "");
        return "| %s | %s |%n".formatted(name.replace('_', ' '), text);
    }
}
