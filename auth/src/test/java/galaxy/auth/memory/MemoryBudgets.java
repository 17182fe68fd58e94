package galaxy.auth.memory;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.ClientInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Budgets in memory, each the time at which it will be full again. */
public final class MemoryBudgets implements AddressBudgets {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Map<String, Instant> full = new HashMap<>();
    private final Rules rules;
    private final boolean isLoopbackExempt;

    /** @param isLoopbackExempt whether requests from this machine pay nothing */
    public MemoryBudgets(Rules rules, boolean isLoopbackExempt) {
        this.rules = rules;
        this.isLoopbackExempt = isLoopbackExempt;
    }

    private record Budget(String name, int most, Duration per) {
        Duration one() {
            return per.dividedBy(most);
        }
    }

    @Override
    public synchronized Take take(Use use, ClientInfo client, Instant now) {
        if (isLoopbackExempt && client.isLoopback()) {
            return new Take.Done(Optional.empty());
        }
        Taken taken = new Taken(use, client.narrowNetwork(), client.wideNetwork());
        return take(budgets(taken), now).<Take>map(Take.Empty::new).orElseGet(() -> new Take.Done(Optional.of(taken)));
    }

    @Override
    public synchronized void giveBack(List<Taken> taken, Instant now) {
        taken.stream()
                .flatMap(each -> budgets(each).stream())
                .forEach(budget -> full.computeIfPresent(budget.name(), (name, at) -> at.minus(budget.one())));
    }

    @Override
    public synchronized Optional<Duration> takeMail(Instant now) {
        return take(List.of(new Budget("mails", rules.mailsAMinute(), MINUTE)), now);
    }

    private Optional<Duration> take(List<Budget> budgets, Instant now) {
        Duration wait = Duration.ZERO;
        Map<String, Instant> next = new HashMap<>();
        for (Budget budget : budgets) {
            Instant before = full.getOrDefault(budget.name(), now);
            Instant after = (before.isBefore(now) ? now : before).plus(budget.one());
            next.put(budget.name(), after);
            Duration left = Duration.between(now, after).minus(budget.per());
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (wait.isPositive()) {
            return Optional.of(wait);
        }
        full.putAll(next);
        return Optional.empty();
    }

    private List<Budget> budgets(Taken taken) {
        int most = switch (taken.use()) {
            case SEND -> rules.sends();
            case CONFIRM -> rules.confirms();
        };
        String use = taken.use().code();
        return List.of(
                new Budget(use + " " + taken.narrow(), most, HOUR),
                new Budget(use + " " + taken.wide(), 10 * most, HOUR));
    }
}
