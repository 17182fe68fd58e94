package galaxy.app;

import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.store.StoreUnavailableException;
import galaxy.redis.RedisStartException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Says what went wrong and what to do next, one line each, and only shows a stack trace for a fault of ours. */
final class Failure implements CommandLine.IExecutionExceptionHandler {
    /** The operator has to change something. */
    static final int CONFIGURATION = 78;

    /** Something outside does not answer. */
    static final int UNAVAILABLE = 69;

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        return switch (failure) {
            case SettingsException settings -> {
                settings.problems().forEach(Failure::say);
                yield CONFIGURATION;
            }
            case StoreUnavailableException store -> {
                say(store.getMessage());
                say("start that Redis or mend redis.uri; without redis.uri an embedded server is used");
                yield UNAVAILABLE;
            }
            case RedisStartException embedded -> {
                say(embedded.getMessage());
                yield UNAVAILABLE;
            }
            case UncheckedIOException io -> {
                say(io.getMessage());
                yield UNAVAILABLE;
            }
            default -> throw failure;
        };
    }

    private static void say(@Nullable String line) {
        System.err.println("galaxy: " + line);
    }
}
