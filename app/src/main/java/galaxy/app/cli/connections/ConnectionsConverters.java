package galaxy.app.cli.connections;

import galaxy.app.cli.Converters;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.LinkId;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.WhiteSpace;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/** From arguments to values of connections, by the rules of the service. */
public final class ConnectionsConverters {
    private static final Pattern USER = Pattern.compile("(?s).{1,128}");
    private static final Pattern USERNAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{2,31}");
    private static final Pattern LINK = Pattern.compile("lnk_[0-9a-f]{32}");
    private static final Pattern AVATAR = Pattern.compile("[^/]+/[^/]+");

    private ConnectionsConverters() {}

    /** The converters for a program and its subcommands. */
    public static CommandLine register(CommandLine program) {
        return program.registerConverter(
                        UserRef.class, converter(USER, "is the id of a user: 1 to 128 characters", UserRef::of))
                .registerConverter(
                        Username.class,
                        converter(
                                USERNAME,
                                "must have 3 to 32 ASCII letters, digits, dots, underscores or hyphens, of which the"
                                        + " first is a letter",
                                Username::of))
                .registerConverter(
                        LinkId.class,
                        converter(LINK, "is the id of a link: lnk_ and 32 digits or letters a to f", LinkId::of))
                .registerConverter(
                        Avatar.class, converter(AVATAR, "must be a set and an asset, such as pilots/captain", text -> {
                            String[] parts = text.split("/", 2);
                            return new Avatar(parts[0], parts[1]);
                        }));
    }

    private static <T> ITypeConverter<T> converter(Pattern shape, String rule, Function<String, T> of) {
        return Converters.converter(argument -> {
            String text = WhiteSpace.trim(argument);
            if (!shape.matcher(text).matches()) {
                throw new IllegalArgumentException(rule);
            }
            return of.apply(text);
        });
    }
}
