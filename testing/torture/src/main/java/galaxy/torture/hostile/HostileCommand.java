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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Runs the hostile clients. */
@Command(
        name = "hostile",
        description = "Attacks both services with all that may come over a wire, beside an honest load.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {" 0:nothing was found", " 1:something was found"})
public final class HostileCommand implements Callable<Integer> {
    @Option(
            names = "--duration",
            defaultValue = "10m",
            converter = Span.class,
            description =
                    "How long: a number and s, m or h. From 5m on with the time-outs of the service itself, and then for as long as it takes every naughty string to go through every text.")
    private Duration duration = Duration.ZERO;

    @Option(names = "--seed", description = "The same seed draws the same attacks. Default: by the clock.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write the report too.")
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

    /** {@code 90s}, {@code 10m}, {@code 1h}. */
    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,6}[smh]")) {
                throw new TypeConversionException("not a number and s, m or h: " + text);
            }
            return Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
