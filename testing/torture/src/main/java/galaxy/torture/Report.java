package galaxy.torture;

import galaxy.redis.RedisExecutable;
import galaxy.torture.stage.Instance;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Journal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a run reports: progress on standard error, and in the end JSON, or the same as a table in Markdown. */
final class Report {
    private static final int SHOWN = 50;
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode json = JSON.createObjectNode();

    /**
     * @param command by which the run was started
     * @param notes what was not done, and why
     */
    Report(String command, long seed, List<String> notes) {
        json.put("machine", machine()).put("command", command).put("seed", Long.toString(seed));
        if (!notes.isEmpty()) {
            notes.forEach(json.putArray("notes")::add);
        }
    }

    static void progress(String what) {
        System.err.println("torture: " + what);
    }

    /** The stack trace of a failure. */
    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    void add(Duration took, Map<String, FaultSchedule.Injected> faults) {
        json.put("seconds_under_load", seconds(took));
        ObjectNode all = json.putObject("faults");
        faults.forEach((name, fault) ->
                spread(all.putObject(name).put("times", fault.times()).putObject("to_ready"), fault.toReady()));
    }

    void add(Journal journal) {
        json.put("acknowledged_writes", journal.acknowledged())
                .put("slowest_response_seconds", seconds(journal.slowestResponse()));
        journal.results().forEach(json.putObject("results")::put);
    }

    void add(List<Instance> instances) {
        json.put(
                "refused_starts",
                instances.stream().mapToInt(Instance::refusals).sum());
        spread(
                json.putObject("starts_to_ready"),
                instances.stream()
                        .flatMap(each -> each.startsToReady().stream())
                        .toList());
    }

    void add(Findings findings) {
        findings.counted().forEach(json.putObject("counted")::put);
        findings.checked().forEach(json.putObject("rules")::put);
        var violations = json.putArray("violations");
        findings.violations()
                .forEach(each -> violations.addObject().put("rule", each.rule()).put("what", each.what()));
        json.put("clean", isClean());
    }

    void addFolder(Path folder) {
        json.put("folder", folder.toString());
    }

    boolean isClean() {
        return json.path("violations").isEmpty();
    }

    void writeJson(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    String markdown() {
        JsonNode violations = json.path("violations");
        StringBuilder text = new StringBuilder("| what | |\n|---|---|\n");
        json.properties().forEach(each -> rows(each.getKey().replace('_', ' '), each.getValue(), text));
        text.append("| violations | %d |%n".formatted(violations.size()));
        violations
                .valueStream()
                .limit(SHOWN)
                .forEach(each -> text.append("%n- %s: %s"
                        .formatted(
                                each.path("rule").asString(), each.path("what").asString())));
        if (!isClean()) {
            String command = json.path("command").asString().replaceAll(" --seed[ =]\\S+", "");
            text.append("%n%nTo repeat it: `%s --seed %s`%n"
                    .formatted(command, json.path("seed").asString()));
        }
        return text.toString();
    }

    /** The nearest-rank percentiles. */
    static void spread(ObjectNode into, List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        into.put("count", sorted.size())
                .put("p50_seconds", rank(0.5, sorted))
                .put("p99_seconds", rank(0.99, sorted))
                .put("max_seconds", rank(1, sorted));
    }

    private static double rank(double share, List<Duration> sorted) {
        int rank = Math.max(1, (int) Math.ceil(share * sorted.size()));
        return sorted.isEmpty() ? 0 : seconds(sorted.get(rank - 1));
    }

    /** A row for each fault, rule and count, and for each other value. */
    private static void rows(String name, JsonNode value, StringBuilder text) {
        switch (name) {
            case "faults", "rules", "counted" ->
                value.properties()
                        .forEach(each -> text.append(
                                "| %s: %s | %s |%n".formatted(name, each.getKey(), inline(each.getValue()))));
            case "violations" -> {}
            default -> text.append("| %s | %s |%n".formatted(name, inline(value)));
        }
    }

    private static String inline(JsonNode value) {
        return switch (value) {
            case ObjectNode object ->
                object.properties().stream()
                        .map(each -> each.getKey().replace('_', ' ') + " " + inline(each.getValue()))
                        .collect(Collectors.joining(", "));
            case JsonNode number when number.isIntegralNumber() -> "%,d".formatted(number.asLong());
            case JsonNode array
            when array.isArray() -> array.valueStream().map(Report::inline).collect(Collectors.joining(" "));
            default -> value.asString();
        };
    }

    private static String machine() {
        return "%d cores, %s %s, JDK %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        RedisExecutable.find().describe());
    }
}
