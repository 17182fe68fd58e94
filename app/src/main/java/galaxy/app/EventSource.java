package galaxy.app;

import galaxy.redis.LocalAccess;
import galaxy.store.EventStream;
import galaxy.store.StoreAddress;
import galaxy.store.StoreSettings;
import galaxy.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a command of ours reads events: the operator's Redis, or the embedded one of a Galaxy that runs on this machine. */
record EventSource(StoreSettings settings) {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * Connects.
     *
     * @throws StoreUnavailableException if Redis cannot be reached
     * @throws UncheckedIOException with words for people, if no Galaxy runs here or its folder cannot be read
     */
    EventStream open() {
        Optional<StoreAddress> theirs = settings.address();
        return theirs.isPresent() ? EventStream.connect(theirs.get(), settings) : openEmbedded();
    }

    /** Connects, however long that takes. */
    EventStream openAgain() throws InterruptedException {
        while (true) {
            try {
                return open();
            } catch (StoreUnavailableException | UncheckedIOException notYet) {
                Thread.sleep(PAUSE);
            }
        }
    }

    private EventStream openEmbedded() {
        Path folder = settings.embeddedDir();
        try {
            LocalAccess access = LocalAccess.find(folder).orElseThrow(() -> notRunning(folder, null));
            return EventStream.connect(StoreAddress.of(access), settings);
        } catch (StoreUnavailableException leftBehind) {
            throw notRunning(folder, leftBehind);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    private static UncheckedIOException notRunning(Path folder, @Nullable StoreUnavailableException why) {
        return new UncheckedIOException(
                "no Galaxy runs on the data folder " + folder + " on this machine; start it with ./galaxy serve, set"
                        + " data.dir to its folder, or name the Redis that it uses with --redis-uri",
                new IOException(why));
    }
}
