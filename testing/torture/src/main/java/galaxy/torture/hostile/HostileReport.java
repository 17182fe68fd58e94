package galaxy.torture.hostile;

import static java.util.stream.Collectors.groupingBy;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The result of a run, in Markdown. */
final class HostileReport {
    /** The result of an attack that counts how often it ran. */
    static final String RUNS = "runs";

    private static final int SHOWN = 10;

    private final String head;
    private final Findings findings;
    private final List<String> facts = new ArrayList<>();
    private final List<String> usage = new ArrayList<>();

    HostileReport(String head, Findings findings) {
        this.head = head;
        this.findings = findings;
    }

    void add(String name, String fact) {
        facts.add("- " + name + ": " + fact);
    }

    /** @param nanos how long each legitimate request took, sorted */
    void load(List<Long> nanos, long retries) {
        int count = nanos.size();
        if (count > 0) {
            add(
                    "Legitimate load",
                    "%,d requests: median %.1f ms, p99 %.1f ms, slowest %.1f ms; %,d retries"
                            .formatted(
                                    count,
                                    nanos.get(count / 2) / 1e6,
                                    nanos.get(count * 99 / 100) / 1e6,
                                    nanos.getLast() / 1e6,
                                    retries));
        }
    }

    void usage(ResourceUsage before, ResourceUsage after) {
        before.figures()
                .forEach((name, figure) -> usage.add("| %s | %,d | %,d |"
                        .formatted(name, figure, after.figures().getOrDefault(name, 0L))));
    }

    String markdown() {
        StringBuilder text = new StringBuilder("# Hostile clients\n\n" + head + "\n");
        text.append("\n## Attacks\n\n| attack | runs | results |\n|---|---|---|\n");
        attacks().forEach((attack, results) -> {
            String runs = String.valueOf(results.getOrDefault(RUNS, 0L));
            results.remove(RUNS);
            text.append("| %s | %s | %s |%n"
                    .formatted(attack, runs, results.toString().replaceAll("[{}]", "")));
        });
        text.append("\n## Load, log and events\n\n").append(String.join("\n", facts));
        text.append("\n\n## Resources\n\n| | after each attack once | at the end |\n|---|---|---|\n");
        text.append(String.join("\n", usage));
        text.append("\n\n## Checks\n\n| rule | times | violations |\n|---|---|---|\n");
        Map<String, List<Violation>> violations = findings.violations().stream()
                .collect(groupingBy(Violation::rule, TreeMap::new, java.util.stream.Collectors.toList()));
        findings.checked()
                .forEach((rule, times) -> text.append("| %s | %d | %d |%n"
                        .formatted(
                                rule,
                                times,
                                violations.getOrDefault(rule, List.of()).size())));
        text.append("\n## Violations\n\n").append(violations.isEmpty() ? "None.\n" : "");
        violations.forEach((rule, all) -> {
            text.append("- %s (%d)%n".formatted(rule, all.size()));
            all.stream().limit(SHOWN).forEach(each -> text.append("  - %s%n".formatted(each.what())));
        });
        return text.toString();
    }

    private Map<String, Map<String, Long>> attacks() {
        Map<String, Map<String, Long>> attacks = new TreeMap<>();
        findings.counted().forEach((what, times) -> {
            String[] parts = what.split(": ", 2);
            attacks.computeIfAbsent(parts[0], any -> new TreeMap<>()).put(parts[1], times);
        });
        return attacks;
    }
}
