package galaxy.torture.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks every line of the log as it is written. To be read after the end. */
final class LogCheck implements Consumer<String> {
    private static final Pattern TEXT = Pattern.compile("[0-9T:.-]+Z (ERROR|WARN|INFO|DEBUG|TRACE) \\S+ - .*");
    private static final Pattern STACK_TRACE =
            Pattern.compile("(\\s+at |\\s+\\.\\.\\. |Caused by: |\\s+Suppressed: |\\S+(Exception|Error)\\b).*");
    private static final int MOST_WARNINGS = 8;

    private final boolean isJson;
    private final Checks checks;
    private final List<String> warnings = new ArrayList<>();
    private long lines;

    LogCheck(boolean isJson, Checks checks) {
        this.isJson = isJson;
        this.checks = checks;
    }

    @Override
    public void accept(String line) {
        lines++;
        checks.noAddress("the log", line);
        String level = isJson ? levelOfJson(line) : levelOfText(line);
        checks.check("each line of the log is complete", !level.isEmpty(), line);
        checks.check("no error in the log", !level.equals("ERROR"), line);
        if (level.equals("WARN") && warnings.size() < MOST_WARNINGS) {
            warnings.add(Text.excerpt(line));
        }
    }

    private static String levelOfJson(String line) {
        try {
            JsonNode event = RestCheck.JSON.readTree(line);
            boolean isComplete = List.of("time", "logger", "message").stream()
                    .allMatch(field -> event.path(field).isString());
            return isComplete ? event.path("level").asString("") : "";
        } catch (JacksonException e) {
            return "";
        }
    }

    /** The lines of a stack trace have no level of their own. */
    private static String levelOfText(String line) {
        Matcher parts = TEXT.matcher(line);
        if (parts.matches()) {
            return parts.group(1);
        }
        return STACK_TRACE.matcher(line).matches() ? "TRACE" : "";
    }

    @Override
    public String toString() {
        return lines + " lines, first warnings: " + warnings;
    }
}
