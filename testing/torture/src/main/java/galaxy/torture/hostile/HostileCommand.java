package galaxy.torture.hostile;

import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    @Option(
            names = "--duration",
            defaultValue = "10m",
            description = "How long: 90s, 10m or 1h. From 5m on with the default timeouts of the services, and then"
                    + " until every naughty string was sent in every field.")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed", description = "Repeats the attacks of a run. Default: the time.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Writes the report to a file as well.")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Findings findings = new Findings(Recorded.ALL);
        String report = new HostileRun(duration, seed.orElseGet(System::currentTimeMillis), findings)
                .run()
                .markdown();
        System.out.println(report);
        if (file.isPresent()) {
            Files.writeString(file.get(), report);
        }
        return findings.violations().isEmpty() ? 0 : 1;
    }
}
