package galaxy.torture.hostile;

import galaxy.testkit.PublishedEvent;
import galaxy.testkit.StoreImage;
import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.workload.EventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks the log, the metrics and the events of a program under attack. */
record OutputCheck(Checks checks) {
    private static final Pattern TEXT = Pattern.compile("[0-9T:.-]+Z (ERROR|WARN|INFO|DEBUG|TRACE) \\S+ - .*");
    private static final Pattern STACK_TRACE =
            Pattern.compile("(\\s+at |\\s+\\.\\.\\. |Caused by: |\\s+Suppressed: |\\S+(Exception|Error)\\b).*");
    private static final Pattern LABEL =
            Pattern.compile("[{,](service|route|method|outcome)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> OTHER_ROUTES = Set.of("""
            none /docs/docs.js /docs/viewer/{asset} /livez /readyz /metrics /outbox / /sign-in /sign-in/code /sign-in/resend \
            /sign-out /display /profile /profile/name /profile/settings /settings /settings/username \
            /settings/public-profile /settings/sessions /standing /contacts /contacts/links /contacts/links/{link_id} \
            /c /c/{token} /invites/new""".split(" ", -1));

    /** Checks a whole log, but for what the program prints when it is ready; how many lines of each level it has. */
    String log(Path file, boolean isJson) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            boolean[] isReadyText = {false};
            return lines.filter(line -> {
                        isReadyText[0] |= line.startsWith("Galaxy is ready:");
                        boolean isOfLog = !isReadyText[0];
                        isReadyText[0] &= !line.equals("Ctrl-C stops it.");
                        return isOfLog;
                    })
                    .collect(Collectors.groupingBy(line -> logLine(line, isJson), Collectors.counting()))
                    .toString();
        }
    }

    /** Checks a line of the log; its level. */
    String logLine(String line, boolean isJson) {
        checks.noAddress("the log", line);
        String level = isJson ? levelOfJson(line) : levelOfText(line);
        checks.check("each line of the log is complete", !level.isEmpty(), line);
        checks.check("no error in the log", !level.equals("ERROR"), line);
        return level;
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

    /**
     * Checks that the labels of metrics are of a fixed set: no request makes a new series.
     *
     * @param metrics as the management port sends them
     */
    void metrics(String metrics) {
        metrics.lines().forEach(line -> checks.noAddress("the metrics", line));
        Set<String> routes = Stream.concat(
                        RestService.ALL.stream().map(RestService::contract),
                        Stream.of(OpenApi.load("/galaxy/contracts/gateway.openapi.yaml")))
                .flatMap(contract -> contract.operations().stream())
                .map(Operation::path)
                .collect(Collectors.toSet());
        LABEL.matcher(metrics).results().forEach(label -> {
            String value = label.group(2);
            boolean isKnown = label.group(1).equals("route")
                    ? routes.contains(value) || OTHER_ROUTES.contains(value)
                    : value.matches("[A-Za-z_]{1,40}|status_[1-5][0-9]{2}");
            checks.check("labels of metrics are of a fixed set", isKnown, label.group(1), value);
        });
    }

    /** Checks every event of a service; how many there are. */
    int events(StoreImage store, String service) {
        EventLog log = new EventLog(store, service);
        log.check(PublishedEvent::id, checks.findings());
        log.events().forEach(event -> checks.noAddress("an event", event.toString()));
        return log.events().size();
    }
}
