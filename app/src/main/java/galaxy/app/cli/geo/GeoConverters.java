package galaxy.app.cli.geo;

import galaxy.app.cli.Converters;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import picocli.CommandLine;

/** From arguments to values of the geo profile service. */
public final class GeoConverters {
    private GeoConverters() {}

    /** The converters for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(VersionNumber.class, Converters.converter(VersionNumber::parse))
                .registerConverter(UserId.class, Converters.converter(GeoConverters::userId));
    }

    private static UserId userId(String text) {
        return switch (UserId.parse(text)) {
            case Parsed.Valid<UserId>(UserId userId) -> userId;
            case Parsed.Invalid<UserId> _ ->
                throw new IllegalArgumentException(
                        "must be a user id, usr_ and 26 characters; `galaxy users show` finds it by e-mail address or race name");
        };
    }
}
