package galaxy.app.cli.demo;

import galaxy.client.ErrorResponseException;
import galaxy.client.users.Account;
import galaxy.client.users.Delivery;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.EntitlementPeriod;
import galaxy.client.users.Reason;
import galaxy.client.users.UserCommand;
import galaxy.client.users.UsersClient;
import galaxy.contracts.ErrorCode;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;

/** Makes users with plans, sanctions, limits, countries and blocks. */
final class FillUsers {
    private static final Actor ACTOR = Actor.of("service", "demo");

    private final UsersClient client;
    private final Instant now;
    private final Tally tally;

    FillUsers(UsersClient client, Instant now, Tally tally) {
        this.client = client;
        this.now = now;
        this.tally = tally;
    }

    /** Makes a user, or what is missing of one; without an id if the address is blocked. */
    Optional<UserId> make(DemoUsers.User user) {
        return switch (client.ensure(
                        user.email(), user.home().language(), user.home().timeZone())
                .orElseThrow()) {
            case EnsureResult.Created(UserId userId) -> {
                tally.count("users");
                complete(userId, user);
                yield Optional.of(userId);
            }
            case EnsureResult.Existing(UserId userId) -> {
                complete(userId, missing(userId, user));
                tally.count("users that existed");
                yield Optional.of(userId);
            }
            case EnsureResult.Blocked _ -> {
                tally.count("users that existed");
                yield Optional.empty();
            }
        };
    }

    /** What of a user an earlier run did not make: what it made, and has ended since, is not made again. */
    private DemoUsers.User missing(UserId userId, DemoUsers.User user) {
        return new DemoUsers.User(
                user.email(),
                user.raceName(),
                user.home(),
                user.hasCountry()
                        && client.find(userId).flatMap(Account::declaredCountry).isEmpty(),
                user.paid().filter(_ -> client.periods(userId).noneMatch(EntitlementPeriod::isPaid)),
                user.sanctioned().filter(_ -> client.sanctions(userId).findAny().isEmpty()),
                user.limited().filter(_ -> client.limits(userId).findAny().isEmpty()),
                false);
    }

    private void complete(UserId userId, DemoUsers.User user) {
        // First, because a sanction may forbid it.
        if (!client.find(userId).map(Account::raceName).equals(Optional.of(user.raceName()))) {
            tally.count(client.rename(userId, user.raceName()), "race names");
        }
        user.paid().ifPresent(paid -> {
            Optional<Instant> end = paid.lasts().map(now::plus);
            var grant =
                    new UserCommand.Grant(paid.plan(), Optional.empty(), end, Source.of("demo"), reason("purchase"));
            tally.count(
                    client.perform(userId, grant, Delivery.once()), paid.plan().value());
        });
        user.sanctioned().ifPresent(sanctioned -> {
            Optional<Instant> end = sanctioned.lasts().map(now::plus);
            var apply = new UserCommand.ApplySanction(
                    sanctioned.code(), Optional.empty(), end, reason(sanctioned.reason()));
            tally.count(client.perform(userId, apply, Delivery.once()), "sanctions");
        });
        user.limited().ifPresent(limited -> {
            var set = new UserCommand.SetLimit(limited.code(), limited.value(), Optional.empty(), reason("event_host"));
            tally.count(client.perform(userId, set, Delivery.once()), "limits of their own");
        });
        if (user.hasCountry()) {
            country(userId, user.home().country());
        }
        if (user.isBlocked()) {
            client.block(user.email(), ReasonCode.of("chargeback"), Optional.of(ACTOR));
            tally.count("blocked e-mail addresses");
        }
    }

    /** Only the geo service may set countries; where callers are configured, an administrator may not. */
    private void country(UserId userId, String country) {
        try {
            tally.count(client.syncCountry(userId, country, Delivery.withoutKey()), "countries");
        } catch (ErrorResponseException e) {
            if (!e.error().code().equals(ErrorCode.PERMISSION_DENIED.code())) {
                throw e;
            }
            tally.count("countries left out (only a caller of the role geo may set them)");
        }
    }

    private static Reason reason(String code) {
        return new Reason(ReasonCode.of(code), ACTOR);
    }
}
