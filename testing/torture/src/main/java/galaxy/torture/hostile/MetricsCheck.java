package galaxy.torture.hostile;

import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks that the labels of metrics are of a fixed set: no request makes a new series. */
record MetricsCheck(OpenApi contract, Checks checks) {
    private static final Pattern LABEL =
            Pattern.compile("[{,](service|route|method|outcome)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> OTHER_ROUTES =
            Set.of("none", "/docs/docs.js", "/docs/viewer/{asset}", "/livez", "/readyz", "/metrics");

    /** @param metrics as the management port sends them */
    void run(String metrics) {
        metrics.lines().forEach(line -> checks.noAddress("the metrics", line));
        Set<String> routes = contract.operations().stream().map(Operation::path).collect(Collectors.toSet());
        LABEL.matcher(metrics).results().forEach(label -> {
            String value = label.group(2);
            boolean isKnown = label.group(1).equals("route")
                    ? routes.contains(value) || OTHER_ROUTES.contains(value)
                    : value.matches("[A-Za-z_]{1,40}");
            checks.check("labels of metrics are of a fixed set", isKnown, label.group(1), value);
        });
    }
}
