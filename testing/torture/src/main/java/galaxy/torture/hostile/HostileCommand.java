package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise.Recorded;
import galaxy.torture.workload.Report;
import galaxy.torture.workload.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the hostile clients. */
@Command(name = "hostile", resourceBundle = "galaxy.torture.torture", mixinStandardHelpOptions = true)
public final class HostileCommand implements Callable<Integer> {
    private final List<Workload.Maker> load;

    @Option(names = "--duration", defaultValue = "10m")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed")
    private long seed = System.currentTimeMillis();

    @Option(names = "--report", paramLabel = "FILE")
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
        return report.finish(new PrintWriter(System.out, false, StandardCharsets.UTF_8), file);
    }
}
