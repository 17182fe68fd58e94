package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a run was, what it measured and what it found, in Markdown. */
final class HostileReport {
    private static final int SHOWN = 10;

    private final Findings findings;
    private final Tally tally;
    private final String head;
    private final List<String> vitals = new ArrayList<>();
    private final List<String> logs = new ArrayList<>();
    private String honest = "";
    private String naughty = "";
    private long events;

    HostileReport(Duration duration, long seed, Findings findings, Tally tally) {
        this.findings = findings;
        this.tally = tally;
        this.head = "# Hostile clients\n\nSeed %d, %d s.\n".formatted(seed, duration.toSeconds());
    }

    void honest(List<Long> nanos, long repeated) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        if (!sorted.isEmpty()) {
            honest = "%d requests: median %s ms, 99 %% within %s ms, slowest %s ms; told %d times to ask again later."
                    .formatted(
                            sorted.size(),
                            millis(sorted.get(sorted.size() / 2)),
                            millis(sorted.get(sorted.size() * 99 / 100)),
                            millis(sorted.getLast()),
                            repeated);
        }
    }

    private static String millis(long nanos) {
        return "%.1f".formatted(nanos / 1e6);
    }

    void vitals(Vitals before, Vitals after) {
        Map<String, String> then = before.shown();
        after.shown().forEach((name, value) -> vitals.add("| %s | %s | %s |".formatted(name, then.get(name), value)));
    }

    void naughty(Siege.Decks decks) {
        naughty = "%d of %d pairs of a text and a place of REST, %d of %d of gRPC."
                .formatted(
                        Math.min(decks.rest().dealt(), decks.rest().size()),
                        decks.rest().size(),
                        Math.min(decks.rpc().dealt(), decks.rpc().size()),
                        decks.rpc().size());
    }

    void log(String kind, LogWatch log) {
        logs.add("- %s: %d lines".formatted(kind, log.lines()));
        log.warnings().forEach(warning -> logs.add("  - `" + warning + "`"));
    }

    void events(long count) {
        events += count;
    }

    /** All of it. */
    String markdown() {
        StringBuilder text = new StringBuilder(head);
        text.append("\n## Attacks\n\n| attack | strikes | how they were answered |\n|---|---|---|\n");
        tally.counts()
                .forEach((attack, outcomes) -> text.append("| %s | %d | %s |%n"
                        .formatted(
                                attack,
                                outcomes.getOrDefault("strikes", 0L),
                                outcomes.entrySet().stream()
                                        .filter(outcome -> !outcome.getKey().equals("strikes"))
                                        .map(outcome -> outcome.getKey() + ": " + outcome.getValue())
                                        .collect(Collectors.joining(", ")))));
        text.append("\nNaughty strings: ").append(naughty);
        text.append("\nThe honest load beside all that: ").append(honest);
        text.append("\nEvents read: ").append(events);
        text.append(
                "\n\n## What the process holds on to\n\n| | after each attack once | at the end |\n|---|---|---|\n");
        vitals.forEach(row -> text.append(row).append('\n'));
        text.append("\n## Log\n\n");
        logs.forEach(line -> text.append(line).append('\n'));
        text.append("\n## Checked\n\n| rule | times | broken |\n|---|---|---|\n");
        Map<String, List<Violation>> broken =
                findings.violations().stream().collect(Collectors.groupingBy(Violation::rule));
        findings.checked()
                .forEach((rule, times) -> text.append("| %s | %d | %d |%n"
                        .formatted(
                                rule,
                                times,
                                broken.getOrDefault(rule, List.of()).size())));
        text.append("\n## Findings\n\n");
        if (broken.isEmpty()) {
            text.append("None.\n");
        }
        broken.forEach((rule, violations) -> {
            text.append("- ")
                    .append(rule)
                    .append(" (")
                    .append(violations.size())
                    .append(")\n");
            violations.stream()
                    .limit(SHOWN)
                    .forEach(violation ->
                            text.append("  - ").append(violation.what()).append('\n'));
        });
        return text.toString();
    }
}
