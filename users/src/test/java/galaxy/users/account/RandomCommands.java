package galaxy.users.account;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import galaxy.users.block.BlockEmail;
import galaxy.users.block.UnblockEmail;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.SyncCountry;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * One account under random commands at random times, from a seed, with what a store would hold. Times are a few
 * milliseconds apart so that instants coincide often.
 */
public final class RandomCommands {
    public final List<EntitlementPeriod> periods = new ArrayList<>();
    public final List<Sanction> endedSanctions = new ArrayList<>();
    public final List<LimitOverride> endedLimits = new ArrayList<>();
    public final List<Change> changes = new ArrayList<>();
    public Account account = TestAccount.created();
    public Instant now = TestAccount.CREATED;

    private final Random random;

    public RandomCommands(long seed) {
        this.random = new Random(seed);
    }

    /** Lets time pass, then gives a random command. */
    public void step() {
        now = now.plusMillis(random.nextInt(8));
        if (command().decide(account, now) instanceof Decision.Changed changed) {
            write(changed);
        }
    }

    /** Applies what is due, as the sweeper does. */
    public void sweep() {
        Timeline.repair(account, now).ifPresent(this::write);
    }

    private void write(Decision.Changed changed) {
        account = changed.next();
        changes.addAll(changed.changes());
        for (HistoryEntry past : changed.history()) {
            switch (past) {
                case EntitlementPeriod period -> periods.add(period);
                case Sanction sanction -> endedSanctions.add(sanction);
                case LimitOverride limit -> endedLimits.add(limit);
            }
        }
    }

    private Command command() {
        return switch (random.nextInt(12)) {
            case 0, 1 ->
                new GrantPaid(
                        Plan.PAID_MONTHLY,
                        maybe(now.minusMillis(random.nextInt(10))),
                        Optional.of(soon()),
                        TestAccount.SOURCE,
                        reason(),
                        actor());
            case 2 ->
                random.nextInt(4) > 0
                        ? new ExtendPaid(soon(), TestAccount.SOURCE, reason(), actor())
                        : new GrantPaid(
                                Plan.PAID_LIFETIME,
                                Optional.empty(),
                                Optional.empty(),
                                TestAccount.SOURCE,
                                reason(),
                                actor());
            case 3 -> new ExtendPaid(soon(), TestAccount.SOURCE, reason(), actor());
            case 4 -> new RevokePaid(TestAccount.SOURCE, reason(), actor());
            case 5, 6 ->
                new ApplySanction(any(SanctionCode.values()), Optional.empty(), maybe(soon()), reason(), actor());
            case 7 -> new RemoveSanction(any(SanctionCode.values()), reason(), actor());
            case 8, 9 ->
                new SetLimit(
                        any(LimitCode.values()), new LimitValue(random.nextInt(2)), maybe(soon()), reason(), actor());
            case 10 -> new RemoveLimit(any(LimitCode.values()), reason(), actor());
            default -> other();
        };
    }

    private Command other() {
        return switch (random.nextInt(4)) {
            case 0 -> new BlockEmail(reason(), Optional.empty());
            case 1, 2 -> new UnblockEmail(reason(), actor());
            default -> new SyncCountry(CountryCode.of(random.nextBoolean() ? "DE" : "FR"));
        };
    }

    private Instant soon() {
        return now.plus(Duration.ofMillis(1 + random.nextInt(25)));
    }

    private Optional<Instant> maybe(Instant time) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(time);
    }

    private ReasonCode reason() {
        return random.nextBoolean() ? TestAccount.REASON : TestAccount.OTHER_REASON;
    }

    private Actor actor() {
        return random.nextBoolean() ? TestAccount.OPS : TestAccount.OTHER;
    }

    private <T> T any(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }
}
