package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.UserId;
import galaxy.users.racename.RaceName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The account of a new user, created at {@link #CREATED}, and arguments of commands. */
public final class TestAccount {
    public static final Instant CREATED = Instant.parse("2026-03-01T12:00:00Z");
    public static final Actor OPS = Actor.of("admin", "ops-7");
    public static final Actor OTHER = new Actor("admin", Optional.empty());
    public static final Source SOURCE = Source.of("admin");
    public static final ReasonCode REASON = ReasonCode.of("because");
    public static final ReasonCode OTHER_REASON = ReasonCode.of("otherwise");

    private TestAccount() {}

    public static Account created() {
        return Account.created(
                UserId.of(new byte[UserId.BYTES]),
                EmailAddress.of("pilot@example.com"),
                RaceName.of("player-acdefghj"),
                LanguageTag.of("en"),
                TimeZoneName.of("Europe/Berlin"),
                CREATED);
    }

    /** The instant some days after the creation. */
    public static Instant day(long days) {
        return CREATED.plus(Duration.ofDays(days));
    }

    /** The account after a command that must change it. */
    public static Account after(Account account, Command command, Instant now) {
        return changed(account, command, now).next();
    }

    public static Decision.Changed changed(Account account, Command command, Instant now) {
        return (Decision.Changed) command.decide(account, now);
    }
}
