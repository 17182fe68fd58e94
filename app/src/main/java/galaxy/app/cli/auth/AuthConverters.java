package galaxy.app.cli.auth;

import galaxy.app.cli.Converters;
import galaxy.client.auth.DeviceSessionId;
import galaxy.kernel.Parsed;
import galaxy.kernel.RandomId;
import galaxy.kernel.UserId;
import picocli.CommandLine;

/** From arguments to values of auth. */
public final class AuthConverters {
    private AuthConverters() {}

    /** The converters for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(UserId.class, Converters.converter(AuthConverters::userId))
                .registerConverter(DeviceSessionId.class, Converters.converter(AuthConverters::sessionId));
    }

    private static UserId userId(String text) {
        return switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> _ ->
                throw new IllegalArgumentException(
                        "must be a user id, usr_ and 26 characters; `galaxy users show` finds it by e-mail address or race name");
        };
    }

    private static DeviceSessionId sessionId(String text) {
        if (!RandomId.isWellFormed("dvs_", text)) {
            throw new IllegalArgumentException(
                    "must be a session id, dvs_ and 26 characters; `galaxy sessions list` shows it");
        }
        return DeviceSessionId.of(text);
    }
}
