package galaxy.auth.store;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.ClientInfo;
import galaxy.store.Bucket;
import galaxy.store.RateLimits;
import galaxy.store.RateLimits.Budget;
import galaxy.store.ServiceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Budgets in the memory of Redis. Those of a network and of the wider one around it are in one bucket, to be taken together. */
final class RedisBudgets implements AddressBudgets {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int WIDER = 10;

    private final RateLimits limits;
    private final AuthKeys keys;
    private final Rules rules;
    private final boolean isLoopbackExempt;

    /** @param isLoopbackExempt whether requests from this machine pay nothing */
    RedisBudgets(ServiceStore store, AuthKeys keys, Rules rules, boolean isLoopbackExempt) {
        this.limits = store.rateLimits();
        this.keys = keys;
        this.rules = rules;
        this.isLoopbackExempt = isLoopbackExempt;
    }

    @Override
    public Take take(Use use, ClientInfo client, Instant now) {
        if (isLoopbackExempt && client.isLoopback()) {
            return new Take.Done(Optional.empty());
        }
        Taken taken = new Taken(use, digest(use, client.narrowNetwork()), digest(use, client.wideNetwork()));
        Optional<Duration> wait = limits.take(budgets(taken), now);
        return wait.<Take>map(Take.Empty::new).orElseGet(() -> new Take.Done(Optional.of(taken)));
    }

    @Override
    public void giveBack(List<Taken> taken, Instant now) {
        taken.forEach(each -> limits.giveBack(budgets(each), now));
    }

    @Override
    public Optional<Duration> takeMail(Instant now) {
        String digest = keys.digest("rate", "mails");
        return limits.take(
                List.of(new Budget(AuthKeys.rate(AuthKeys.ofDigest(digest), digest), rules.mailsAMinute(), MINUTE)),
                now);
    }

    private List<Budget> budgets(Taken taken) {
        Bucket bucket = AuthKeys.ofDigest(taken.wide());
        long most = switch (taken.use()) {
            case SEND -> rules.sends();
            case CONFIRM -> rules.confirms();
        };
        return List.of(
                new Budget(AuthKeys.rate(bucket, taken.narrow()), most, HOUR),
                new Budget(AuthKeys.rate(bucket, taken.wide()), most * WIDER, HOUR));
    }

    private String digest(Use use, String network) {
        return keys.digest("rate", use.code() + " " + network);
    }
}
