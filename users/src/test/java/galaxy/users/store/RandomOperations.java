package galaxy.users.store;

import static galaxy.testkit.model.Expected.NULL;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import galaxy.users.account.LimitCode;
import galaxy.users.account.Outcome;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.BlockRequests;
import galaxy.users.eligibility.Marker;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.PaidState;
import galaxy.users.racename.RaceName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Random commands, filters and times. Few users, names and keys, so that they often collide. */
final class RandomOperations {
    private static final int EMAILS = 12;
    private static final int KEYS = 6;
    private static final List<String> NAMES = List.of(
            "Nova",
            "NOVA",
            "n.o.v.a",
            "N0va",
            "TOP",
            "\u0422\u041e\u0420",
            "\u0442\u043e\u0440 2",
            "Comet",
            "comet",
            "Vega",
            "Vega Two",
            "VEGA-2",
            "Lyra",
            "Orion",
            "0rion");
    private static final Map<String, Object> SETTINGS =
            Expected.object("preferred_language", "en", "time_zone", "Europe/Berlin");

    private final Random random;

    RandomOperations(Random random) {
        this.random = random;
    }

    /**
     * A request to the service and to the model.
     *
     * @param email the address it is about
     */
    record Op(
            String text,
            EmailAddress email,
            Function<Universe.Caller, JsonNode> real,
            Function<World, Object> expected) {}

    /** A model, the time there, and what the service is known to have created for an address. */
    record World(Model model, Instant now, Function<EmailAddress, Optional<Model.Created>> created) {}

    private static Cause cause(String source) {
        return new Cause(source, Optional.empty(), Optional.of("request-1"), Optional.empty());
    }

    Op op(Instant now) {
        EmailAddress email = email();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> ensure(email);
            case 3 ->
                block(email, maybe(actor()).map(actor -> reason(Kind.BLOCK).with("actor", actor)));
            case 4 -> block(email, Optional.of(admin(Kind.UNBLOCK)));
            default -> command(email, command(now));
        };
    }

    private static Op ensure(EmailAddress email) {
        var language = LanguageTag.of("en");
        var zone = TimeZoneName.of("Europe/Berlin");
        return new Op(
                "ensure " + email.value(),
                email,
                caller -> ProductJson.ensured(
                        caller.registrations().ensure(email, language, zone, cause("auth_registration"))),
                world -> world.model().ensure(email, SETTINGS, world.created().apply(email), world.now()));
    }

    /** @param withActor the command, unless it is a block without an actor */
    private Op block(EmailAddress email, Optional<Command> withActor) {
        Command command = withActor.orElseGet(() -> reason(Kind.BLOCK));
        ReasonCode reason = ProductJson.reason(command);
        Optional<Actor> actor = ProductJson.actor(command);
        Cause cause = cause("auth_block");
        return new Op(
                command + " " + email.value(),
                email,
                caller -> ProductJson.blockChange(
                        command.kind() == Kind.BLOCK
                                ? BlockRequests.block(caller.blocks(), email, reason, actor, cause)
                                : BlockRequests.unblock(caller.blocks(), email, reason, actor.orElseThrow(), cause)),
                world -> world.model().block(email, command, world.now()));
    }

    private Op command(EmailAddress email, Command command) {
        boolean isDry = random.nextInt(10) == 0;
        Optional<RequestKey> key = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(
                        new RequestKey("admin", IdempotencyKey.of("key-" + random.nextInt(KEYS)), command.toString()));
        var context = new RequestContext(key, isDry, cause(command.kind().mutationSource()));
        return new Op(
                (isDry ? "dry " : "") + email.value() + " " + command
                        + key.map(known -> " " + known.key()).orElse(""),
                email,
                caller -> ProductJson.result(caller.userOf(email)
                        .map(id -> caller.accounts().perform(id, ProductJson.command(command), context))
                        .orElseGet(Outcome.UnknownUser::new)),
                world -> world.model().perform(email, command, key, isDry, world.now()));
    }

    private Command command(Instant now) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> Command.of(Kind.RENAME, "race_name", NAMES.get(random.nextInt(NAMES.size())));
            case 4 ->
                Command.of(Kind.CHANGE_SETTINGS, "time_zone", random.nextBoolean() ? "Europe/Berlin" : "Asia/Tokyo")
                        .with(
                                "preferred_language",
                                this.<Object>maybe(random.nextBoolean() ? "en" : "pt-BR")
                                        .orElse(NULL));
            case 5 -> Command.of(Kind.SYNC_COUNTRY, "declared_country", random.nextBoolean() ? "DE" : "FR");
            case 6, 7 -> grant(now);
            case 8 -> admin(Kind.EXTEND).with("source", "admin").with("ends_at", soon(now));
            case 9 -> admin(Kind.REVOKE).with("source", "admin");
            case 10, 11 ->
                admin(Kind.APPLY_SANCTION)
                        .with("sanction_code", code(Restriction.SANCTION))
                        .with("expires_at", maybe(soon(now)).orElse(NULL));
            case 12 -> admin(Kind.REMOVE_SANCTION).with("sanction_code", code(Restriction.SANCTION));
            case 13, 14 ->
                admin(Kind.SET_LIMIT)
                        .with("limit_code", code(Restriction.LIMIT))
                        .with("value", random.nextInt(2))
                        .with("expires_at", maybe(soon(now)).orElse(NULL));
            default -> admin(Kind.REMOVE_LIMIT).with("limit_code", code(Restriction.LIMIT));
        };
    }

    private Command grant(Instant now) {
        Command grant = admin(Kind.GRANT).with("source", "admin");
        if (random.nextInt(6) == 0) {
            return grant.with("plan_code", "paid_lifetime");
        }
        Object starts = Moment.at(now.minusMillis(random.nextInt(2000) - 100).toEpochMilli());
        return grant.with("plan_code", random.nextBoolean() ? "paid_monthly" : "paid_yearly")
                .with("starts_at", maybe(starts).orElse(NULL))
                .with("ends_at", soon(now));
    }

    private Command reason(Kind kind) {
        return Command.of(kind, "reason_code", random.nextBoolean() ? "because" : "otherwise");
    }

    private Command admin(Kind kind) {
        return reason(kind).with("actor", actor());
    }

    private Object actor() {
        return Expected.object("type", "admin", "id", random.nextBoolean() ? "ops-7" : NULL);
    }

    private String code(Restriction kind) {
        return kind.codes().get(random.nextInt(kind.codes().size()));
    }

    /** A later time: by a little, by a day, or to the very instant at which something ends, or just before. */
    Instant later(Instant now, List<Instant> ends) {
        List<Instant> ahead = ends.stream().filter(now::isBefore).toList();
        int kind = random.nextInt(40);
        if (kind == 0) {
            return now.plus(Duration.ofHours(24));
        }
        if (kind < 10 || ahead.isEmpty()) {
            return now.plusMillis(random.nextInt(800));
        }
        Instant end = ahead.get(random.nextInt(ahead.size()));
        return kind < 20 && end.minusMillis(1).isAfter(now) ? end.minusMillis(1) : end;
    }

    ListingFilter filter(Instant now) {
        Map<Marker, Boolean> markers = new EnumMap<>(Marker.class);
        if (random.nextInt(3) == 0) {
            markers.put(any(Marker.values()), random.nextBoolean());
        }
        return new ListingFilter(
                rarely(any(PaidState.values())),
                rarely(now.minusMillis(random.nextInt(3000))),
                rarely(later(now)),
                rarely(CountryCode.of("DE")),
                rarely(any(SanctionCode.values())),
                rarely(any(LimitCode.values())),
                markers);
    }

    EmailAddress email() {
        return EmailAddress.of("pilot-" + random.nextInt(EMAILS) + "@example.com");
    }

    static List<RaceName> names() {
        return NAMES.stream().map(RaceName::of).toList();
    }

    private Object soon(Instant now) {
        return Moment.at(later(now).toEpochMilli());
    }

    private Instant later(Instant now) {
        return now.plusMillis(random.nextInt(6000) - 60);
    }

    private <T> Optional<T> maybe(T value) {
        return random.nextInt(4) > 0 ? Optional.of(value) : Optional.empty();
    }

    private <T> Optional<T> rarely(T value) {
        return random.nextInt(5) == 0 ? Optional.of(value) : Optional.empty();
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
