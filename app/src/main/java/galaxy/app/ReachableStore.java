package galaxy.app;

import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
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
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The store as a command of ours reaches it: the operator's Redis, or the embedded one of a Galaxy that runs on this machine. */
record ReachableStore(StoreSettings settings) {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /**
     * The store that the options name.
     *
     * @param redisUri the option for the one setting that most need
     */
    static ReachableStore of(SettingOptions options, Optional<String> redisUri) {
        SettingSources given = options.sources(redisUri.stream().map(uri -> "redis.uri=" + uri));
        SettingsReader reader = new SettingsReader(given, Galaxy.PROCESS.settings());
        StoreSettings store = StoreSettings.read(reader);
        reader.finish();
        return new ReachableStore(store);
    }

    /**
     * Connects.
     *
     * @throws StoreUnavailableException if Redis cannot be reached
     * @throws UncheckedIOException with words for people, if no Galaxy runs here or its folder cannot be read
     */
    EventStream open() {
        return connect(EventStream::connect);
    }

    /**
     * Connects in some way.
     *
     * @param connect to an address, by the settings
     */
    <T> T connect(BiFunction<StoreAddress, StoreSettings, T> connect) {
        Optional<StoreAddress> theirs = settings.address();
        return theirs.isPresent() ? connect.apply(theirs.get(), settings) : connectEmbedded(connect);
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

    private <T> T connectEmbedded(BiFunction<StoreAddress, StoreSettings, T> connect) {
        Path folder = settings.embeddedDir();
        try {
            LocalAccess access = LocalAccess.find(folder).orElseThrow(() -> notRunning(folder, null));
            return connect.apply(StoreAddress.of(access), settings);
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
