package galaxy.users.account;

import galaxy.kernel.Cause;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore.Recalled;
import galaxy.users.account.AccountStore.Seen;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Reads accounts and carries out commands on them: read, decide, write, and from the beginning when somebody else was
 * faster. What the clock has made due is written down by whoever touches the account first.
 */
public final class Accounts {
    /** Far more than rivals can cause; past it something is wrong. */
    private static final int ATTEMPTS = 100;

    private final AccountStore store;
    private final RaceNamePolicy policy;
    private final InstantSource clock;

    private final Executor background;

    /** @param background runs repairs that no answer waits for, and reports those that fail */
    public Accounts(AccountStore store, RaceNamePolicy policy, InstantSource clock, Executor background) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.background = background;
    }

    /** The account as it reads now. Reading never waits for a write: what is due is written down behind it. */
    public Optional<Account> find(UserId userId) {
        Instant now = clock.instant();
        Optional<Seen> seen = store.read(userId);
        if (seen.isPresent() && isDue(seen.get(), now)) {
            background.execute(() -> repair(userId));
        }
        return seen.map(account -> account.account().at(now));
    }

    /** The account whose race name is exactly this one. */
    public Optional<Account> findByRaceName(RaceName name) {
        return switch (policy.canonicalKey(name)) {
            case RaceNamePolicy.Verdict.Refused refused -> Optional.empty();
            case RaceNamePolicy.Verdict.Allowed(CanonicalKey key) ->
                store.holder(key)
                        .flatMap(this::find)
                        .filter(account -> account.raceName().equals(name));
        };
    }

    /** Writes down what the clock has made due and finishes a change of name that was left behind. */
    public void repair(UserId userId) {
        store.settle(userId);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Seen> seen = store.read(userId);
            if (seen.isEmpty() || repaired(seen.get(), clock.instant())) {
                return;
            }
        }
        throw new TryAgainException("an account keeps changing");
    }

    /** Carries out a command. */
    public Outcome perform(UserId userId, Command command, RequestContext request) {
        boolean mayBeDone = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Recalled recalled = recall(userId, request);
            if (recalled.seen().isEmpty()) {
                return new Outcome.UnknownUser();
            }
            Seen seen = recalled.seen().get();
            if (recalled.answer().isPresent() && request.key().isPresent()) {
                if (store.confirm(seen, request.key()) == WriteResult.DONE) {
                    return recalled.answer().get().to(request.key().get());
                }
                continue;
            }
            Instant now = clock.instant();
            if (request.isDryRun()) {
                return foretell(seen, command.decide(seen.account(), now));
            }
            if (seen.isUnsettled()) {
                store.settle(userId);
                continue;
            }
            Decision decision = command.decide(seen.account(), now);
            // With a key, an attempt that was written would have left its answer; without one, only a look can tell.
            if (mayBeDone && request.key().isEmpty() && !(decision instanceof Decision.Unchanged)) {
                throw new TryAgainException("the store did not confirm a change");
            }
            Attempt tried = attempt(seen, decision, request, now);
            if (tried.outcome().isPresent()) {
                return tried.outcome().get();
            }
            mayBeDone |= tried.written() == WriteResult.CONFLICT_OR_DONE;
        }
        throw new TryAgainException("an account keeps changing");
    }

    /** One attempt: what the caller is told, or why to begin again. */
    private record Attempt(WriteResult written, Optional<Outcome> outcome) {
        static Attempt of(WriteResult written, Outcome.Final outcome) {
            return new Attempt(written, written == WriteResult.DONE ? Optional.of(outcome) : Optional.empty());
        }
    }

    private Attempt attempt(Seen seen, Decision decision, RequestContext request, Instant now) {
        return switch (decision) {
            case Decision.Changed changed -> {
                var outcome = new Outcome.Done(changed.next());
                Optional<RecordedResult> answer = request.key().map(key -> new RecordedResult(key, outcome, now));
                yield Attempt.of(store.write(seen, changed, request.cause(), answer), outcome);
            }
            case Decision.Unchanged(Account account) -> told(seen, new Outcome.Done(account), request, now);
            case Decision.Refused(Refusal refusal) -> told(seen, new Outcome.Refused(refusal), request, now);
            case Decision.Renames(RaceName name) -> rename(seen, name, request, now);
        };
    }

    /** Ends a command that changes nothing; what the clock has made due is written down all the same. */
    private Attempt told(Seen seen, Outcome.Final outcome, RequestContext request, Instant now) {
        if (isDue(seen, now)) {
            return new Attempt(writeDue(seen, now), Optional.empty());
        }
        return Attempt.of(
                request.key()
                        .map(key -> store.remember(seen, new RecordedResult(key, outcome, now)))
                        .orElseGet(() -> store.confirm(seen, Optional.empty())),
                outcome);
    }

    private Attempt rename(Seen seen, RaceName name, RequestContext request, Instant now) {
        return switch (policy.canonicalKey(name)) {
            case RaceNamePolicy.Verdict.Refused(String reason) -> told(seen, unsafe(reason), request, now);
            case RaceNamePolicy.Verdict.Allowed(CanonicalKey key) -> {
                var renamed = store.rename(seen, name, key, request.cause(), request.key());
                yield new Attempt(renamed.written(), renamed.answer().map(answer -> answer));
            }
        };
    }

    private static Outcome.Refused unsafe(String reason) {
        return new Outcome.Refused(new Refusal.Invalid("race_name", reason));
    }

    private Outcome foretell(Seen seen, Decision decision) {
        return switch (decision) {
            case Decision.Changed changed -> new Outcome.Done(changed.next());
            case Decision.Unchanged(Account account) -> new Outcome.Done(account);
            case Decision.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
            case Decision.Renames(RaceName name) -> foretellRename(seen, name);
        };
    }

    private Outcome foretellRename(Seen seen, RaceName name) {
        Account account = seen.account();
        return switch (policy.canonicalKey(name)) {
            case RaceNamePolicy.Verdict.Refused(String reason) -> unsafe(reason);
            case RaceNamePolicy.Verdict.Allowed(CanonicalKey key) ->
                store.isTaken(key, account.userId())
                        ? new Outcome.Refused(Refusal.Conflict.NAME_TAKEN)
                        : new Outcome.Done(new Decision.Renames(name)
                                .take(account, clock.instant())
                                .next());
        };
    }

    private Recalled recall(UserId userId, RequestContext request) {
        return request.key()
                .map(key -> store.recall(userId, key))
                .orElseGet(() -> new Recalled(store.read(userId), Optional.empty()));
    }

    private boolean repaired(Seen seen, Instant now) {
        return !isDue(seen, now) || writeDue(seen, now) == WriteResult.DONE;
    }

    private WriteResult writeDue(Seen seen, Instant now) {
        return Timeline.repair(seen.account(), now)
                .map(due -> store.write(seen, due, Cause.EXPIRY, Optional.empty()))
                .orElse(WriteResult.DONE);
    }

    private static boolean isDue(Seen seen, Instant now) {
        return Timeline.nextChange(seen.account())
                .filter(at -> !at.isAfter(now))
                .isPresent();
    }
}
