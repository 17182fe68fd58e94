package galaxy.torture.stage;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.chassis.settings.SettingSources;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** The program with a clock that is wrong, without the gateway, which is not ready then. Its arguments are those of the program. */
final class ShiftedGalaxy {
    /** Of the JVM: how far the clock is ahead, such as {@code PT-1H}. */
    private static final String AHEAD = "galaxy.torture.clock-ahead";

    private ShiftedGalaxy() {}

    /** The program, of this or another build, with a clock that is so far ahead. */
    static JvmProcess.Program withClockAhead(Duration ahead, Optional<Path> otherBuild, JvmProcess.Program program) {
        if (ahead.isZero()) {
            return otherBuild
                    .map(jar -> PackagedGalaxy.of(jar, program))
                    .orElseGet(() -> PackagedGalaxy.withFastStart(program));
        }
        Path jar = otherBuild.orElseGet(PackagedGalaxy::jar);
        return PackagedGalaxy.withMain(ShiftedGalaxy.class, jar, program).withJvmOptions("-D" + AHEAD + "=" + ahead);
    }

    public static void main(String[] arguments) throws InterruptedException {
        Duration ahead = Duration.parse(System.getProperty(AHEAD));
        System.out.println("The clock is ahead " + ahead);
        List<String> settings =
                Stream.of(arguments).filter(each -> each.contains("=")).toList();
        List<String> names = Galaxy.PROCESS.names().stream()
                .filter(name -> !name.equals("gateway"))
                .toList();
        try {
            RunningProcess galaxy = Galaxy.PROCESS.start(
                    SettingSources.of(settings, Map.of(), Optional.empty()),
                    names,
                    Clock.offset(Clock.systemUTC(), ahead));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                galaxy.close();
                Runtime.getRuntime().halt(0);
            }));
        } catch (StoreUnavailableException | UncheckedIOException e) {
            System.err.println("galaxy: " + e.getMessage());
            System.exit(Instance.UNAVAILABLE);
        }
        new CountDownLatch(1).await();
    }
}
