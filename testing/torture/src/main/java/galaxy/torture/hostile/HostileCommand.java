package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Findings.Violation;
import galaxy.torture.workload.Recorded;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the hostile clients. */
@Command(
        name = "hostile",
        description = "Attacks both services with invalid, oversized and slow requests, beside a legitimate load.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:no violation", " 1:a violation, or the run failed", " 2:invalid command line"})
public final class HostileCommand implements Callable<Integer> {
    private static final int SHOWN = 30;

    private final List<Workload.Maker> load;

    @Option(
            names = "--duration",
            defaultValue = "10m",
            description =
                    "How long after each attack has run: 90s, 10m or 1h. From 5m on with the default timeouts of the services, and then"
                            + " until every naughty string was sent in every field.")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed", description = "Repeats the attacks of a run. Default: the time.")
    private long seed = System.currentTimeMillis();

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report to a file as well.")
    private Optional<Path> file = Optional.empty();

    public HostileCommand(List<Workload.Maker> load) {
        this.load = List.copyOf(load);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Findings findings = new Findings(Recorded.ALL);
        List<String> facts = new HostileRun(load, seed, findings).run(duration);
        String head = "# Hostile clients\n\nSeed %d, %d s.\n\n".formatted(seed, duration.toSeconds());
        String report = head + report(facts, findings);
        System.out.println(report);
        if (file.isPresent()) {
            Files.writeString(file.get(), report);
        }
        return findings.violations().isEmpty() ? 0 : 1;
    }

    /** How the attacks were answered, every check, and the violations, in Markdown. */
    static String report(List<String> facts, Findings findings) {
        List<Violation> violations = findings.violations();
        StringBuilder text = new StringBuilder();
        facts.forEach(fact -> text.append("- " + fact + "\n"));
        text.append("\n| attack: result | times |\n|---|---|\n");
        findings.counted().forEach((what, times) -> text.append("| " + what + " | " + times + " |\n"));
        text.append("\n| rule | times |\n|---|---|\n");
        findings.checked().forEach((rule, times) -> text.append("| " + rule + " | " + times + " |\n"));
        text.append("\n%d violations.\n".formatted(violations.size()));
        violations.stream().limit(SHOWN).forEach(each -> text.append("- " + each.rule() + ": " + each.what() + "\n"));
        return text.toString();
    }
}
