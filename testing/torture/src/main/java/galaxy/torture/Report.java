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
        json.put("machine", machine()).put("command", command).put("seed", seed);
        notes.forEach(json.putArray("notes")::add);
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

    void add(Duration took, Map<String, FaultSchedule.Injected> faults) {
        json.put("seconds", seconds(took));
        ObjectNode all = json.putObject("faults");
        faults.forEach((name, injected) -> Spread.of(injected.toReady())
                .writeTo(all.putObject(name).put("times", injected.times()).putObject("to_ready")));
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
        Spread.of(instances.stream()
                        .flatMap(each -> each.startsToReady().stream())
                        .toList())
                .writeTo(json.putObject("starts_to_ready"));
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
        json.properties().forEach(each -> rows(each.getKey(), each.getValue(), text));
        json.path("notes").forEach(note -> text.append("%n%s%n".formatted(note.asString())));
        if (!isClean()) {
            text.append("\nViolations:\n\n");
            violations
                    .valueStream()
                    .limit(SHOWN)
                    .forEach(each -> text.append("- %s: %s%n"
                            .formatted(
                                    each.path("rule").asString(),
                                    each.path("what").asString())));
            if (violations.size() > SHOWN) {
                text.append("- and %d more%n".formatted(violations.size() - SHOWN));
            }
            text.append("%nTo repeat it: `%s --seed %s`%n"
                    .formatted(
                            json.path("command").asString().replaceAll(" --seed[ =]\\S+", ""),
                            json.path("seed").asString()));
        }
        if (json.has("folder")) {
            text.append("%nThe logs are in %s%n".formatted(json.path("folder").asString()));
        }
        return text.toString();
    }

    /** A value is one row; of faults, rules and counts each has a row. */
    private void rows(String name, JsonNode value, StringBuilder text) {
        switch (name) {
            case "faults" ->
                value.properties().forEach(each -> row("fault " + each.getKey(), inline(each.getValue()), text));
            case "counted" -> value.properties().forEach(each -> row(each.getKey(), inline(each.getValue()), text));
            case "rules" -> value.properties().forEach(each -> row("rule: " + each.getKey(), verdict(each), text));
            case "violations" -> row(name, Integer.toString(value.size()), text);
            case "notes", "clean", "folder" -> {}
            default -> row(name.replace('_', ' '), inline(value), text);
        }
    }

    private String verdict(Map.Entry<String, JsonNode> rule) {
        long violated = json.path("violations")
                .valueStream()
                .filter(each -> each.path("rule").asString().equals(rule.getKey()))
                .count();
        return "checked %,d times, violated %,d times".formatted(rule.getValue().asLong(), violated);
    }

    private static void row(String what, String value, StringBuilder text) {
        text.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }

    private static String inline(JsonNode value) {
        return value.isObject()
                ? value.properties().stream()
                        .map(each -> each.getKey().replace('_', ' ') + " " + inline(each.getValue()))
                        .collect(Collectors.joining(", "))
                : value.isIntegralNumber() ? "%,d".formatted(value.asLong()) : value.asString();
    }

    static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
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
