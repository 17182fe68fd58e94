package galaxy.torture.stage;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.chassis.settings.SettingSources;
import galaxy.store.StoreUnavailableException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The whole program with a clock that is wrong. Arguments: how far it is ahead, such as {@code PT-1H}, then settings. */
final class ShiftedGalaxy {
    private ShiftedGalaxy() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> all = List.of(arguments);
        Clock clock = Clock.offset(Clock.systemUTC(), Duration.parse(all.getFirst()));
        System.out.println("The clock is ahead " + arguments[0]);
        try {
            RunningProcess galaxy = Galaxy.PROCESS.start(
                    SettingSources.of(all.subList(1, all.size()), Map.of(), Optional.empty()),
                    Galaxy.PROCESS.names(),
                    clock);
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
