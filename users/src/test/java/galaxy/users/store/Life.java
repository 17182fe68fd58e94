package galaxy.users.store;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.ReasonCode;
import galaxy.users.account.Command;
import galaxy.users.account.CountryCode;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Outcome;
import galaxy.users.account.Plan;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.eligibility.Marker;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.PaidState;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.ChangeSettings;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.RaceName;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/** Draws what happens next: commands, filters and times. Few users, names and keys, so that all of them meet often. */
final class Life {
    private static final int EMAILS = 12;
    private static final int KEYS = 6;
    private static final List<String> NAMES = List.of(
            "Nova",
            "NOVA",
            "n.o.v.a",
            "N0va",
            "Comet",
            "comet",
            "Vega",
            "Vega Two",
            "VEGA-2",
            "Lyra",
            "Orion",
            "0rion");
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());

    private final Random random;

    Life(Random random) {
        this.random = random;
    }

    /**
     * Something that a caller asks for, of the service and of the model.
     *
     * @param email whom it is about
     */
    record Op(
            String text,
            EmailAddress email,
            Function<Universe.Caller, Object> real,
            Function<Imagined, Object> imagined) {}

    /** A model, the time there, and what the service is known to have made of an address. */
    record Imagined(Model model, Instant now, Function<EmailAddress, Optional<Model.Made>> made) {}

    Op op(Instant now) {
        EmailAddress email = email();
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> ensure(email);
            case 3 -> block(email);
            case 4 -> unblock(email);
            default -> command(email, now);
        };
    }

    private static Op ensure(EmailAddress email) {
        var language = LanguageTag.of("en");
        var zone = TimeZoneName.of("Europe/Berlin");
        return new Op(
                "ensure " + email.value(),
                email,
                caller -> caller.registrations().ensure(email, language, zone, CAUSE),
                world ->
                        world.model().ensure(email, language, zone, world.made().apply(email), world.now()));
    }

    private Op block(EmailAddress email) {
        ReasonCode reason = reason();
        Optional<Actor> actor = maybe(actor());
        return new Op(
                "block " + email.value(),
                email,
                caller -> caller.blocks().block(email, reason, actor, CAUSE),
                world -> world.model().block(email, reason, actor, world.now()));
    }

    private Op unblock(EmailAddress email) {
        ReasonCode reason = reason();
        Actor actor = actor();
        return new Op(
                "unblock " + email.value(),
                email,
                caller -> caller.blocks().unblock(email, reason, actor, CAUSE),
                world -> world.model().unblock(email, reason, world.now()));
    }

    private Op command(EmailAddress email, Instant now) {
        Command command = command(now);
        boolean isDry = random.nextInt(10) == 0;
        Optional<RequestKey> key = random.nextInt(3) > 0
                ? Optional.empty()
                : Optional.of(
                        new RequestKey("admin", IdempotencyKey.of("key-" + random.nextInt(KEYS)), command.toString()));
        return new Op(
                (isDry ? "dry " : "") + email.value() + " " + command
                        + key.map(known -> " " + known.key()).orElse(""),
                email,
                caller -> caller.registrations()
                        .userOf(email)
                        .map(id -> caller.accounts().perform(id, command, new RequestContext(key, isDry, CAUSE)))
                        .orElseGet(Outcome.UnknownUser::new),
                world -> world.model().perform(email, command, key, isDry, world.now()));
    }

    private Command command(Instant now) {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> new ChangeProfile(RaceName.of(NAMES.get(random.nextInt(NAMES.size()))));
            case 4 ->
                new ChangeSettings(
                        maybe(LanguageTag.of(random.nextBoolean() ? "en" : "pt-BR")),
                        Optional.of(TimeZoneName.of(random.nextBoolean() ? "Europe/Berlin" : "Asia/Tokyo")));
            case 5 -> new SyncCountry(CountryCode.of(random.nextBoolean() ? "DE" : "FR"));
            case 6, 7 -> grant(now);
            case 8 -> new ExtendPaid(soon(now), TestAccount.SOURCE, reason(), actor());
            case 9 -> new RevokePaid(TestAccount.SOURCE, reason(), actor());
            case 10, 11 ->
                new ApplySanction(any(SanctionCode.values()), Optional.empty(), maybe(soon(now)), reason(), actor());
            case 12 -> new RemoveSanction(any(SanctionCode.values()), reason(), actor());
            case 13, 14 ->
                new SetLimit(
                        any(LimitCode.values()),
                        new LimitValue(random.nextInt(2)),
                        maybe(soon(now)),
                        reason(),
                        actor());
            default -> new RemoveLimit(any(LimitCode.values()), reason(), actor());
        };
    }

    private Command grant(Instant now) {
        return random.nextInt(6) == 0
                ? new GrantPaid(
                        Plan.PAID_LIFETIME, Optional.empty(), Optional.empty(), TestAccount.SOURCE, reason(), actor())
                : new GrantPaid(
                        random.nextBoolean() ? Plan.PAID_MONTHLY : Plan.PAID_YEARLY,
                        maybe(now.minusMillis(random.nextInt(2000) - 100)),
                        Optional.of(soon(now)),
                        TestAccount.SOURCE,
                        reason(),
                        actor());
    }

    /** The time moves on: by a little, by a day, or to the very instant at which something ends, or just before. */
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
                rarely(soon(now)),
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

    private Instant soon(Instant now) {
        return now.plusMillis(random.nextInt(6000) - 60);
    }

    private ReasonCode reason() {
        return random.nextBoolean() ? TestAccount.REASON : TestAccount.OTHER_REASON;
    }

    private Actor actor() {
        return random.nextBoolean() ? TestAccount.OPS : TestAccount.OTHER;
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
