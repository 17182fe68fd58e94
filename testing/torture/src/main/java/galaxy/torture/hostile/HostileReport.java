package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The result of a run, in Markdown. */
final class HostileReport {
    private static final int SHOWN = 10;

    private final Findings findings;
    private final StringBuilder text;

    HostileReport(String head, Findings findings) {
        this.findings = findings;
        this.text = new StringBuilder("# Hostile clients\n\n" + head + "\n\n");
    }

    void add(String name, Object fact) {
        text.append("- " + name + ": " + fact + "\n");
    }

    /** @param nanos how long each legitimate request took, sorted */
    void load(List<Long> nanos, long retries) {
        int count = nanos.size();
        double median = nanos.get(count / 2) / 1e6;
        double p99 = nanos.get(count * 99 / 100) / 1e6;
        double slowest = nanos.getLast() / 1e6;
        text.append("- legitimate load: %,d requests, median %.1f ms, p99 %.1f ms, slowest %.1f ms; %,d retries%n"
                .formatted(count, median, p99, slowest, retries));
    }

    /** What the attacks did and how they were answered, every check, and the violations. */
    String markdown() {
        text.append("\n| attack | runs | results |\n|---|---|---|\n");
        attacks().forEach((attack, results) -> {
            Object runs = results.remove(AttackSchedule.RUNS);
            text.append("| %s | %s | %s |%n"
                    .formatted(attack, runs, results.toString().replaceAll("[{}]", "")));
        });
        Map<String, List<Violation>> violations =
                findings.violations().stream().collect(Collectors.groupingBy(Violation::rule));
        text.append("\n| rule | times | violations |\n|---|---|---|\n");
        findings.checked()
                .forEach((rule, times) -> text.append("| %s | %d | %d |%n"
                        .formatted(
                                rule,
                                times,
                                violations.getOrDefault(rule, List.of()).size())));
        text.append(violations.isEmpty() ? "\nNo violations.\n" : "\nViolations:\n\n");
        violations.forEach((rule, all) ->
                all.stream().limit(SHOWN).forEach(each -> text.append("- %s: %s%n".formatted(rule, each.what()))));
        return text.toString();
    }

    private Map<String, Map<String, Long>> attacks() {
        Map<String, Map<String, Long>> attacks = new TreeMap<>();
        findings.counted().forEach((what, times) -> {
            String[] parts = what.split(": ", 2);
            attacks.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], times);
        });
        return attacks;
    }
}
