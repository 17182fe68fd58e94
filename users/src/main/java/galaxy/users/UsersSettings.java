package galaxy.users;

import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.limit.LimitCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of the users service.
 *
 * @param http its REST listener
 * @param limits the default limits of free and of paid users
 */
public record UsersSettings(ListenerSettings http, LimitCatalogue limits) {
    private static final ListenerKeys HTTP =
            new ListenerKeys("users.http", 8081, "port of the users service: REST, /openapi.yaml and /docs");

    private static final Map<LimitCode, Setting<Integer>> FREE =
            limits("free", LimitCatalogue.standard().free());
    private static final Map<LimitCode, Setting<Integer>> PAID =
            limits("paid", LimitCatalogue.standard().paid());

    public static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(), FREE.values().stream(), PAID.values().stream())
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    public static UsersSettings read(SettingsReader reader) {
        return new UsersSettings(HTTP.read(reader), new LimitCatalogue(read(reader, FREE), read(reader, PAID)));
    }

    private static Map<LimitCode, Setting<Integer>> limits(String plans, Map<LimitCode, LimitValue> standard) {
        return Arrays.stream(LimitCode.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        code -> new Setting<>(
                                "users.limits." + plans + "." + code.code().replace('_', '-'),
                                Kind.integer(0, LimitValue.MAX),
                                Integer.toString(Objects.requireNonNull(standard.get(code))
                                        .count()),
                                "default " + code.code() + " of users with a " + plans + " plan"),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private static Map<LimitCode, LimitValue> read(SettingsReader reader, Map<LimitCode, Setting<Integer>> settings) {
        return settings.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new LimitValue(reader.get(entry.getValue()))));
    }
}
