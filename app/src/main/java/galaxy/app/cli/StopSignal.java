package galaxy.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What Ctrl-C or SIGTERM does while a command works: the work stops in order, before the JVM ends. */
public final class StopSignal implements AutoCloseable {
    private static final int SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal(Runnable stop) {
        hook = Thread.ofPlatform().name("stop").unstarted(() -> {
            stop.run();
            try {
                ended.await(SECONDS, TimeUnit.SECONDS);
                // The command says where it stopped, and its files are closed.
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Watches for the signal until this is closed.
     *
     * @param stop has the work end soon
     */
    public static StopSignal during(Runnable stop) {
        var signal = new StopSignal(stop);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // The signal came first, and waits for this.
        }
    }
}
