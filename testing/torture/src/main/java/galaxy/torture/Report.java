package galaxy.torture;

import galaxy.redis.RedisExecutable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run tells: progress on standard error, and in the end a table in Markdown or JSON.
 *
 * @param command by which it was started
 * @param notes what was not done, and why
 */
record Report(Outcome outcome, String command, List<String> notes) {
    private static final int SHOWN = 50;
    private static final JsonMapper JSON = new JsonMapper();

    static void progress(String what) {
        System.err.println("torture: " + what);
    }

    /** All that is to be said about a failure. */
    static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().strip();
    }

    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append(machine()).append("\n\n| what | |\n|---|---|\n");
        row(text, "command", "`" + command + "`");
        row(text, "seed", Long.toString(outcome.plan().seed()));
        row(text, "time under load", Durations.seconds(outcome.took()));
        outcome.faults()
                .forEach((name, figures) ->
                        row(text, "fault " + name, figures.times() + " times; ready again: " + figures.toReady()));
        row(text, "acknowledged writes", "%,d".formatted(outcome.acknowledged()));
        row(
                text,
                "answers",
                outcome.answers().entrySet().stream()
                        .map(each -> each.getKey() + " %,d".formatted(each.getValue()))
                        .collect(Collectors.joining(", ")));
        row(text, "slowest answer", Durations.seconds(outcome.slowestResponse()));
        row(text, "starts of the service to ready", outcome.starts().count() + "; " + outcome.starts());
        row(text, "starts refused without Redis", Integer.toString(outcome.refusedStarts()));
        outcome.counted().forEach((what, times) -> row(text, what, "%,d".formatted(times)));
        outcome.checked().forEach((rule, times) -> row(text, "rule: " + rule, verdict(rule, times)));
        row(text, "violations", Integer.toString(outcome.violations().size()));
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        if (!outcome.isClean()) {
            text.append("\nViolations:\n\n");
            outcome.violations().stream()
                    .limit(SHOWN)
                    .forEach(each -> text.append("- %s: %s%n".formatted(each.rule(), each.what())));
            if (outcome.violations().size() > SHOWN) {
                text.append("- and %d more%n".formatted(outcome.violations().size() - SHOWN));
            }
            text.append("%nTo repeat it: `%s --seed %d`%n"
                    .formatted(
                            command.replaceAll(" --seed[ =]\\S+", ""),
                            outcome.plan().seed()));
        }
        outcome.folder().ifPresent(folder -> text.append("%nThe logs are in %s%n".formatted(folder)));
        return text.toString();
    }

    void writeJson(Path file) throws IOException {
        ObjectNode json = JSON.createObjectNode()
                .put("command", command)
                .put("machine", machine())
                .put("seed", outcome.plan().seed())
                .put("clean", outcome.isClean())
                .put("seconds", seconds(outcome.took()))
                .put("acknowledged_writes", outcome.acknowledged())
                .put("slowest_answer_seconds", seconds(outcome.slowestResponse()))
                .put("refused_starts", outcome.refusedStarts());
        spread(json.putObject("starts_to_ready"), outcome.starts());
        ObjectNode faults = json.putObject("faults");
        outcome.faults().forEach((name, figures) -> {
            ObjectNode fault = faults.putObject(name).put("times", figures.times());
            spread(fault.putObject("to_ready"), figures.toReady());
        });
        counts(json.putObject("answers"), outcome.answers());
        counts(json.putObject("counted"), outcome.counted());
        counts(json.putObject("rules"), outcome.checked());
        var violations = json.putArray("violations");
        outcome.violations()
                .forEach(each -> violations.addObject().put("rule", each.rule()).put("what", each.what()));
        var said = json.putArray("notes");
        notes.forEach(said::add);
        outcome.folder().ifPresent(folder -> json.put("folder", folder.toString()));
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private String verdict(String rule, long times) {
        long broken = outcome.violations().stream()
                .filter(each -> each.rule().equals(rule))
                .count();
        return "checked %,d times, %s".formatted(times, broken == 0 ? "kept" : "broken %,d times".formatted(broken));
    }

    private static void row(StringBuilder text, String what, String value) {
        text.append("| ").append(what).append(" | ").append(value).append(" |\n");
    }

    private static void counts(ObjectNode into, Map<String, Long> counts) {
        counts.forEach(into::put);
    }

    private static void spread(ObjectNode into, Spread spread) {
        into.put("count", spread.count())
                .put("p50_seconds", seconds(spread.median()))
                .put("p99_seconds", seconds(spread.p99()))
                .put("max_seconds", seconds(spread.longest()));
    }

    private static double seconds(Duration time) {
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
