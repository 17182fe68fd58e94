package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.io.IOException;
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

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report to a file, in JSON.")
    private Optional<Path> file = Optional.empty();

    public HostileCommand(List<Workload.Maker> load) {
        this.load = List.copyOf(load);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Findings findings = new Findings(Recorded.ALL);
        Report report = new Report("./galaxy torture hostile --duration " + duration.toSeconds() + "s", seed);
        new HostileRun(load, seed, findings).run(duration, report);
        report.put(findings);
        System.out.print(report.markdown());
        if (file.isPresent()) {
            report.writeJson(file.get());
        }
        return report.isClean() ? 0 : 1;
    }
}
