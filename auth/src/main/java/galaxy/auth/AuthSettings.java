package galaxy.auth;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.Limits;
import galaxy.auth.code.CodeKey;
import galaxy.auth.code.CodeKeys;
import galaxy.auth.session.BeginSession;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.service.Upstream;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.contracts.Role;
import galaxy.kernel.Durations;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The settings of auth, apart from those of mail.
 *
 * @param codeDigits 6 to 10
 * @param codeKeys newest first; absent where a file has them
 */
record AuthSettings(
        ListenerSettings http,
        Upstream.Given users,
        int codeDigits,
        Optional<List<CodeKey>> codeKeys,
        Duration idle,
        Duration life,
        int mostSessions,
        Limits.Rules limits,
        AddressBudgets.Rules budgets) {
    static final int MOST = 1_000_000;

    private static final ListenerKeys HTTP =
            new ListenerKeys("auth.http", 8082, "port of the sign-in service: REST and /openapi.yaml");
    static final Upstream USERS = new Upstream("users", "auth", Role.AUTH);
    private static final Setting<Integer> DIGITS =
            new Setting<>("auth.code.digits", Kind.integer(6, 10), "8", "how many digits a code has");
    static final Setting<Optional<List<CodeKey>>> CODE_KEYS = new Setting<>(
            "auth.code-keys",
            new Kind<>("secret", true, text -> CodeKeys.parse(Secret.of(text))).orNone(),
            "",
            "keys of codes, id:base64 of 32 bytes, comma-separated, newest first; without it the file auth-code-key in data.dir");
    private static final Setting<Duration> IDLE =
            new Setting<>("auth.session.idle", seconds(), "30d", "how long a session lasts without use");
    private static final Setting<Duration> LIFE =
            new Setting<>("auth.session.life", seconds(), "180d", "how long a session lasts at the longest");
    private static final Setting<Integer> MOST_SESSIONS = new Setting<>(
            "auth.session.max",
            Kind.integer(1, 100),
            "10",
            "how many sessions a user has; the least recently used ends");
    private static final Setting<Integer> SENDS_PER_HOUR = limit("sends-per-hour", 5, "codes to one address an hour");
    private static final Setting<Integer> SENDS_PER_DAY = limit("sends-per-day", 10, "codes to one address a day");
    private static final Setting<Integer> WRONG_PER_DAY =
            limit("wrong-per-day", 50, "wrong codes for one address a day");
    private static final Setting<Integer> WRONG_IN_A_ROW = new Setting<>(
            "auth.limits.wrong-in-a-row",
            Kind.integer(1, 100),
            "100",
            "wrong codes in a row, after which an address is paused for a day");
    private static final Setting<Integer> ADDRESS_SENDS =
            limit("address-sends", 10, "codes requested from one IPv4 address or IPv6 /64 an hour");
    private static final Setting<Integer> ADDRESS_CONFIRMS =
            limit("address-confirms", 30, "confirmations from one IPv4 address or IPv6 /64 an hour");
    private static final Setting<Integer> SENDS_PER_MINUTE = limit("sends-per-minute", 300, "codes to all a minute");

    static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(),
                    USERS.settings().stream(),
                    Stream.<Setting<?>>of(
                            DIGITS,
                            CODE_KEYS,
                            IDLE,
                            LIFE,
                            MOST_SESSIONS,
                            SENDS_PER_HOUR,
                            SENDS_PER_DAY,
                            WRONG_PER_DAY,
                            WRONG_IN_A_ROW,
                            ADDRESS_SENDS,
                            ADDRESS_CONFIRMS,
                            SENDS_PER_MINUTE))
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    static AuthSettings read(SettingsReader reader) {
        return new AuthSettings(
                HTTP.read(reader),
                USERS.read(reader),
                reader.get(DIGITS),
                reader.get(CODE_KEYS),
                reader.get(IDLE),
                reader.get(LIFE),
                reader.get(MOST_SESSIONS),
                new Limits.Rules(
                        reader.get(SENDS_PER_HOUR),
                        reader.get(SENDS_PER_DAY),
                        reader.get(WRONG_PER_DAY),
                        reader.get(WRONG_IN_A_ROW)),
                new AddressBudgets.Rules(
                        reader.get(ADDRESS_SENDS), reader.get(ADDRESS_CONFIRMS), reader.get(SENDS_PER_MINUTE)));
    }

    BeginSession.Rules sessions(boolean isNoticeSent) {
        return new BeginSession.Rules(idle, life, mostSessions, isNoticeSent);
    }

    private static Setting<Integer> limit(String name, int standard, String doc) {
        return new Setting<>("auth.limits." + name, Kind.integer(1, MOST), Integer.toString(standard), doc);
    }

    private static Kind<Duration> seconds() {
        return Kind.open("duration, at least 1s", text -> switch (Durations.parse(text)) {
            case Parsed.Valid<Duration>(Duration time)
            when time.compareTo(Duration.ofSeconds(1)) < 0 -> Parsed.invalid("too short; give at least 1s");
            case Parsed.Valid<Duration> valid -> valid;
            case Parsed.Invalid<Duration>(String rule) -> Parsed.invalid("not a duration; " + rule);
        });
    }
}
