package galaxy.torture.hostile;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Checks that the labels of metrics are of a fixed set: no request makes a new series. */
record MetricsCheck(RestContract contract, Checks checks) {
    private static final Pattern LABEL =
            Pattern.compile("[{,](service|route|method|outcome)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> OTHER_ROUTES =
            Set.of("none", "/docs/docs.js", "/docs/viewer/{asset}", "/livez", "/readyz", "/metrics");

    /** @param metrics as the management port sends them */
    void run(String metrics) {
        metrics.lines().forEach(line -> checks.noAddress("the metrics", line));
        Set<String> routes = Stream.concat(
                        contract.operations().stream().map(RestContract.Operation::path), OTHER_ROUTES.stream())
                .collect(Collectors.toUnmodifiableSet());
        LABEL.matcher(metrics).results().forEach(label -> {
            String name = label.group(1);
            String value = label.group(2);
            boolean isKnown = name.equals("route") ? routes.contains(value) : value.matches("[A-Za-z_]{1,40}");
            checks.check("labels of metrics are of a fixed set", isKnown, name, value);
        });
    }
}
