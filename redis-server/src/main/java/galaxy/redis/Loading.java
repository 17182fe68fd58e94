package galaxy.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that loads its data: how far it is, and why it ended. */
final class Loading {
    private static final Logger LOG = LoggerFactory.getLogger(Loading.class);
    private static final Duration EACH = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Pattern LOADED = Pattern.compile("loading_loaded_perc:([0-9.]+)");

    /** What it says before it ends because of its files. */
    private static final Pattern DAMAGED = Pattern.compile(
            "Bad file format reading|Can't handle RDB format|Wrong signature|Unrecoverable error reading"
                    + "|Unexpected end of file");

    private final RedisAccess access;
    private long said = System.nanoTime();

    Loading(RedisAccess access) {
        this.access = access;
    }

    /** A long load is in the log of the program too, every few seconds. */
    void sayNowAndThen() {
        if (System.nanoTime() - said < EACH.toNanos()) {
            return;
        }
        said = System.nanoTime();
        try (var connection = RespConnection.open(access, TIMEOUT)) {
            Matcher percent = LOADED.matcher(connection.call("INFO", "persistence"));
            LOG.info("redis-server is loading its data{}", percent.find() ? ": " + percent.group(1) + " %" : "");
        } catch (IOException busy) {
            LOG.info("redis-server is loading its data");
        }
    }

    /** Why a start failed: a damaged file does not become whole by another one. */
    static RedisStartException ended(String what, String log) {
        String message = what + ". The end of its log:\n" + log;
        return DAMAGED.matcher(log).find() ? RedisStartException.lasting(message) : new RedisStartException(message);
    }
}
