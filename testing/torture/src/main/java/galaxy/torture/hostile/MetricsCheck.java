package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Labels of metrics are words of ours: what callers send makes no series. */
record MetricsCheck(RestContract contract, Findings findings) {
    private static final Pattern LABEL =
            Pattern.compile("[{,](service|route|method|outcome)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Set<String> MORE =
            Set.of("none", "/docs/docs.js", "/docs/viewer/{asset}", "/livez", "/readyz", "/metrics");

    /** @param metrics as the management port gives them */
    void run(String metrics) {
        Set<String> routes = Stream.concat(
                        contract.operations().stream().map(RestContract.Operation::path), MORE.stream())
                .collect(Collectors.toUnmodifiableSet());
        LABEL.matcher(metrics).results().forEach(label -> {
            String name = label.group(1);
            String value = label.group(2);
            boolean isOurs = name.equals("route") ? routes.contains(value) : value.matches("[A-Za-z_]{1,40}");
            findings.check("labels of metrics are words of ours", isOurs, () -> name + " " + RestJudge.clip(value));
        });
    }
}
