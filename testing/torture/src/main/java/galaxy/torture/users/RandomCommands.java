package galaxy.torture.users;

import static galaxy.models.Expected.NULL;

import galaxy.models.Expected;
import galaxy.models.Moment;
import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserModel;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Chooses commands for a user. Not all are possible: the others must be refused. */
final class RandomCommands {
    static final Map<String, Object> ACTOR = Expected.object("type", "admin", "id", "torture");

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "pt-BR", "ja");
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Asia/Tokyo", "America/New_York");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "JP", "BR", "US", "NZ");
    private static final List<String> PLANS = List.of("paid_monthly", "paid_yearly");
    private static final List<String> SCOPES = List.of("auth", "lobby", "profile", "galaxy");
    private static final String UNKNOWN = "usr_00000000000000000000000000";

    private final Client client;

    /** Whether something may end within seconds: not where the clocks of the instances differ. */
    private final boolean mayEndSoon;

    RandomCommands(Client client, boolean mayEndSoon) {
        this.client = client;
        this.mayEndSoon = mayEndSoon;
    }

    Map<String, Object> settings() {
        return Expected.object("preferred_language", client.any(LANGUAGES), "time_zone", client.any(ZONES));
    }

    /** Any command. */
    Command any(UserModel user, String email) {
        return switch (client.random.nextInt(24)) {
            case 0, 1 -> rename(client.newName());
            case 2 -> rename(respelled(user.name()));
            case 3, 4 -> new Command(Kind.CHANGE_SETTINGS, settings(), false);
            case 5, 6 -> Command.of(Kind.SYNC_COUNTRY, "declared_country", client.any(COUNTRIES));
            case 7, 8, 9 -> grant();
            case 10, 11 -> admin(Kind.EXTEND, "source", "torture", "ends_at", mostlyAfter(user.planEnd()));
            case 12 -> admin(Kind.REVOKE, "source", "torture");
            case 13, 14, 15 -> sanction();
            case 16 -> user.again().orElseGet(this::sanction);
            case 17 -> admin(Kind.REMOVE_SANCTION, "sanction_code", client.any(Restriction.SANCTION.codes()));
            case 18, 19, 20 ->
                admin(Kind.SET_LIMIT, "limit_code", client.any(Restriction.LIMIT.codes()))
                        .with("value", client.random.nextInt(4))
                        .with("expires_at", perhapsAnEnd());
            case 21 -> admin(Kind.REMOVE_LIMIT, "limit_code", client.any(Restriction.LIMIT.codes()));
            case 22 -> client.random.nextBoolean() ? admin(Kind.BLOCK) : admin(Kind.BLOCK, "email", email);
            default -> admin(Kind.UNBLOCK, "email", email);
        };
    }

    static Command rename(String name) {
        return Command.of(Kind.RENAME, "race_name", name);
    }

    /** A command of an administrator, with a new reason. */
    Command admin(Kind kind, Object... namesAndValues) {
        return Command.of(kind, namesAndValues)
                .with("reason_code", client.newReason())
                .with("actor", ACTOR);
    }

    private static String respelled(String name) {
        String other = name.replace(" ", "-");
        return other.equals(name) ? name.toUpperCase(Locale.ROOT) : other;
    }

    private Command sanction() {
        return admin(Kind.APPLY_SANCTION, "sanction_code", client.any(Restriction.SANCTION.codes()))
                .with("scope", client.any(SCOPES))
                .with("expires_at", perhapsAnEnd());
    }

    private Command grant() {
        boolean isForever = client.random.nextInt(4) == 0;
        Object starts =
                Moment.at(System.currentTimeMillis() - Duration.ofDays(2).toMillis());
        return admin(Kind.GRANT, "source", "torture")
                .with("plan_code", isForever ? "paid_lifetime" : client.any(PLANS))
                .with("starts_at", client.random.nextInt(4) == 0 ? starts : NULL)
                .with("ends_at", isForever ? NULL : end());
    }

    private Object mostlyAfter(long end) {
        return client.random.nextInt(4) == 0 || end == Command.NO_END
                ? end()
                : Moment.at(end + Duration.ofDays(1 + client.random.nextInt(30)).toMillis());
    }

    private Object perhapsAnEnd() {
        return client.random.nextBoolean() ? NULL : end();
    }

    private Moment end() {
        long now = System.currentTimeMillis();
        if (mayEndSoon && client.random.nextInt(8) == 0) {
            return Moment.at(now + client.random.nextInt(2000, 5000));
        }
        return Moment.at(
                now + Duration.ofDays(10 + client.random.nextInt(300)).toMillis() + client.random.nextInt(100_000));
    }

    /** A request that must be refused whatever the user is. */
    Request invalid(String userId) {
        String user = "/users/" + userId;
        Map<String, Object> reason = Expected.object("reason_code", "invalid", "actor", ACTOR);
        Map<String, Object> free = Expected.object("plan_code", "free", "source", "torture");
        List<Map.Entry<String, Map<String, Object>>> all = List.of(
                Map.entry(user + "/declared-country/sync", Map.of("declared_country", "de")),
                Map.entry(user + "/profile", Map.of("race_name", "ab")),
                Map.entry(user + "/profile", Map.of("race_name", "Nova", "more", 1)),
                Map.entry(user + "/settings", Map.of()),
                Map.entry(user + "/settings", Map.of("time_zone", "+02:00")),
                Map.entry(user + "/entitlements/revoke", reason),
                Map.entry(user + "/entitlements/grant", Expected.merge(free, reason)),
                Map.entry("/users/" + UNKNOWN + "/block", reason));
        Map.Entry<String, Map<String, Object>> one = client.any(all);
        return Request.change(client.newRequestId(), one.getKey(), one.getValue());
    }

    static boolean isRefusedAsInvalid(Response response) {
        return List.of("400 invalid_request", "404 user_not_found")
                .contains(response.status() + " " + response.error());
    }
}
