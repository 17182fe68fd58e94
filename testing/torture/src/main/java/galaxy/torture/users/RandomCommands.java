package galaxy.torture.users;

import static galaxy.testkit.model.Expected.NULL;

import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserModel;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import galaxy.torture.workload.Observed;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Chooses commands for a user. Not all are possible: the others must be refused. */
record RandomCommands(Client client) {
    static final Map<String, Object> ACTOR = Expected.object("type", "admin", "id", "torture");

    private static final List<String> LANGUAGES = List.of("en", "de", "fr", "pt-BR", "ja");
    private static final List<String> ZONES = List.of("Europe/Berlin", "UTC", "Asia/Tokyo", "America/New_York");
    private static final List<String> COUNTRIES = List.of("DE", "FR", "JP", "BR", "US", "NZ");
    private static final List<String> PLANS = List.of("paid_monthly", "paid_yearly");
    private static final List<String> SCOPES = List.of("auth", "lobby", "profile", "galaxy");
    private static final String UNKNOWN = "usr_00000000000000000000000000";

    Map<String, Object> settings() {
        return Expected.object(
                "preferred_language", client.choices.any(LANGUAGES), "time_zone", client.choices.any(ZONES));
    }

    Command any(UserModel user, String email) {
        return switch (client.choices.below(24)) {
            case 0, 1 -> rename(client.newName());
            case 2 -> rename(respelled(user.name()));
            case 3, 4 -> new Command(Kind.CHANGE_SETTINGS, settings(), false);
            case 5, 6 -> Command.of(Kind.SYNC_COUNTRY, "declared_country", client.choices.any(COUNTRIES));
            case 7, 8, 9 -> grant();
            case 10, 11 -> admin(Kind.EXTEND, "source", "torture", "ends_at", mostlyAfter(user.planEnd()));
            case 12 -> admin(Kind.REVOKE, "source", "torture");
            case 13, 14, 15 -> sanction();
            case 16 -> user.again().orElseGet(this::sanction);
            case 17 -> admin(Kind.REMOVE_SANCTION, "sanction_code", client.choices.any(Restriction.SANCTION.codes()));
            case 18, 19, 20 ->
                admin(Kind.SET_LIMIT, "limit_code", client.choices.any(Restriction.LIMIT.codes()))
                        .with("value", client.choices.below(4))
                        .with("expires_at", perhapsAnEnd());
            case 21 -> admin(Kind.REMOVE_LIMIT, "limit_code", client.choices.any(Restriction.LIMIT.codes()));
            case 22 -> block(email);
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
        return admin(Kind.APPLY_SANCTION, "sanction_code", client.choices.any(Restriction.SANCTION.codes()))
                .with("scope", client.choices.any(SCOPES))
                .with("expires_at", perhapsAnEnd());
    }

    private Command block(String email) {
        Command block = client.choices.percent(50) ? admin(Kind.BLOCK) : admin(Kind.BLOCK, "email", email);
        return block.with("expires_at", perhapsAnEnd());
    }

    private Command grant() {
        boolean isForever = client.choices.below(4) == 0;
        Object starts =
                Moment.at(System.currentTimeMillis() - Duration.ofDays(2).toMillis());
        return admin(Kind.GRANT, "source", "torture")
                .with("plan_code", isForever ? "paid_lifetime" : client.choices.any(PLANS))
                .with("starts_at", client.choices.below(4) == 0 ? starts : NULL)
                .with("ends_at", isForever ? NULL : end());
    }

    private Object mostlyAfter(long end) {
        return client.choices.below(4) == 0 || end == Command.NO_END
                ? end()
                : Moment.at(end + Duration.ofDays(1 + client.choices.below(30)).toMillis());
    }

    private Object perhapsAnEnd() {
        return client.choices.percent(50) ? NULL : end();
    }

    private Moment end() {
        long now = System.currentTimeMillis();
        // Not where the clocks of the instances differ.
        if (client.shared.context().promise().oneClock() && client.choices.below(8) == 0) {
            return Moment.at(now + 2000 + client.choices.below(3000));
        }
        return Moment.at(
                now + Duration.ofDays(10 + client.choices.below(300)).toMillis() + client.choices.below(100_000));
    }

    /** Sends what must be refused whatever the user is. */
    Observed<Response> sendInvalid(String userId) throws InterruptedException {
        return switch (client.choices.below(3)) {
            case 0 -> client.send(rename("a"), userId);
            case 1 -> client.send(admin(Kind.GRANT, "plan_code", "free", "source", "torture"), userId);
            default -> client.send(admin(Kind.BLOCK), UNKNOWN);
        };
    }
}
