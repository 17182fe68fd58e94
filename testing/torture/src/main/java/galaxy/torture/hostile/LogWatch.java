package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads every line of the log as it is written. */
final class LogWatch implements Consumer<String> {
    private static final Pattern TEXT = Pattern.compile("[0-9T:.-]+Z (ERROR|WARN|INFO|DEBUG|TRACE) \\S+ - .*");
    private static final int MOST_KEPT = 8;

    private final boolean isJson;
    private final Mark mark;
    private final Findings findings;
    private final List<String> warnings = new ArrayList<>();
    private long lines;

    LogWatch(boolean isJson, Mark mark, Findings findings) {
        this.isJson = isJson;
        this.mark = mark;
        this.findings = findings;
    }

    @Override
    public synchronized void accept(String line) {
        lines++;
        findings.check("no e-mail address in the log", !mark.isIn(line), () -> RestJudge.clip(line));
        String level = isJson ? ofJson(line) : ofText(line);
        findings.check("each line of the log is whole", !level.isEmpty(), () -> RestJudge.clip(line));
        findings.check("no fault in the log", !level.equals("ERROR"), () -> RestJudge.clip(line));
        if (level.equals("WARN") && warnings.size() < MOST_KEPT) {
            warnings.add(RestJudge.clip(line));
        }
    }

    private static String ofJson(String line) {
        try {
            JsonNode event = RestJudge.JSON.readTree(line);
            boolean isWhole = event.path("time").isString()
                    && event.path("logger").isString()
                    && event.path("message").isString();
            return isWhole ? event.path("level").asString("") : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    /** Frames of a stack trace are lines of their own here. */
    private static String ofText(String line) {
        var parts = TEXT.matcher(line);
        if (parts.matches()) {
            return parts.group(1);
        }
        return line.matches("(\\s+at |\\s+\\.\\.\\. |Caused by: |\\s+Suppressed: |\\S+(Exception|Error)\\b).*")
                ? "TRACE"
                : "";
    }

    synchronized long lines() {
        return lines;
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }
}
