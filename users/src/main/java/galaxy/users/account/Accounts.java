package galaxy.users.account;

import galaxy.kernel.Cause;
import galaxy.kernel.Optimistic;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.AccountStore.KeyedRead;
import galaxy.users.account.AccountStore.Repair;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Reads accounts and carries out commands on them: read, decide, write, and start over when another writer was faster. The
 * first write to an account also applies what is due by then.
 */
public final class Accounts {
    private static final String WHAT = "the account";
    private static final Outcome.Refused TAKEN = new Outcome.Refused(Refusal.Conflict.NAME_TAKEN);

    private final AccountStore store;
    private final RaceNamePolicy policy;
    private final InstantSource clock;
    private final BiConsumer<UserId, Runnable> background;
    private final Turns turns = new Turns();

    /** @param background runs the repair of a user that no response waits for, once at a time, and reports one that fails */
    public Accounts(
            AccountStore store, RaceNamePolicy policy, InstantSource clock, BiConsumer<UserId, Runnable> background) {
        this.store = store;
        this.policy = policy;
        this.clock = clock;
        this.background = background;
    }

    /** The account as it reads now. A read never waits for a write: what is due is applied in the background. */
    public Optional<Account> find(UserId userId) {
        return store.read(userId).map(this::current);
    }

    /** The same of one that was read, its sanctions perhaps not counted. */
    public Optional<Account> find(AccountSnapshot read) {
        Account account = read.account();
        return account.sanctionCount().isPresent() ? Optional.of(current(read)) : find(account.userId());
    }

    private Account current(AccountSnapshot snapshot) {
        Instant now = clock.instant();
        repairSoon(snapshot, now);
        return snapshot.account().at(now);
    }

    /** Has a user repaired in the background, if anything is due or the indexes are outdated. */
    public void repairSoon(AccountSnapshot snapshot, Instant now) {
        Account account = snapshot.account();
        if (Timeline.isDue(account, now) || snapshot.isOutdated()) {
            background.accept(account.userId(), () -> repair(account.userId()));
        }
    }

    /** The account whose race name is exactly this one. */
    public Optional<Account> findByRaceName(RaceName name) {
        return keysOf(name, policy.keysOf(name))
                .flatMap(key -> store.readHolders(key).stream())
                .map(this::current)
                .filter(account -> account.raceName().equals(name))
                .findFirst();
    }

    /** Keys of now, and also those of an earlier policy until all names have their keys by that of now. */
    private Stream<CanonicalKey> keysOf(RaceName name, List<CanonicalKey> keys) {
        List<CanonicalKey> earlier = store.isRekeying() ? policy.earlierKeysOf(name) : List.of();
        return Stream.concat(keys.stream(), earlier.stream()).distinct();
    }

    /** Applies what is due, completes an interrupted change of name, and brings the indexes in line. */
    public void repair(UserId userId) {
        store.settle(userId);
        turns.retry(userId, WHAT, writes -> {
            Optional<AccountSnapshot> snapshot = store.read(userId);
            boolean isRepaired = snapshot.isEmpty() || repaired(snapshot.get()) == WriteResult.DONE;
            return isRepaired ? Optional.of(true) : Optional.empty();
        });
    }

    /** Applies what is due for as many of these users as can be done at once: not for one who is being changed. */
    public void repairTogether(List<UserId> userIds) {
        Instant now = clock.instant();
        List<Repair> due = store.readAll(userIds).stream()
                .filter(snapshot -> !snapshot.isUnsettled())
                .flatMap(snapshot ->
                        Timeline.repair(snapshot.account(), now).map(changed -> new Repair(snapshot, changed)).stream())
                .toList();
        store.writeTogether(due, Cause.EXPIRY);
    }

    private WriteResult repaired(AccountSnapshot snapshot) {
        Instant now = clock.instant();
        return Timeline.isDue(snapshot.account(), now) ? applyDue(snapshot, now) : store.reindex(snapshot);
    }

    /** Carries out a command. */
    public Outcome perform(UserId userId, Command command, RequestContext request) {
        return turns.retry(userId, WHAT, writes -> attempt(userId, command, request, writes));
    }

    private Optional<Outcome> attempt(UserId userId, Command command, RequestContext request, Optimistic writes) {
        KeyedRead read = request.key()
                .map(key -> store.read(userId, key))
                .orElseGet(() -> new KeyedRead(store.read(userId), Optional.empty()));
        if (read.snapshot().isEmpty()) {
            return Optional.of(new Outcome.UnknownUser());
        }
        AccountSnapshot snapshot = read.snapshot().get();
        if (read.result().isPresent()) {
            Outcome recorded = read.result().get().repeatedFor(request.key().orElseThrow());
            return ifDone(store.confirm(snapshot, request.key()), recorded);
        }
        Instant now = clock.instant();
        Decision decision = command.decide(snapshot.account(), now);
        if (request.isDryRun()) {
            return Optional.of(dryRun(snapshot.account(), decision, now));
        }
        if (snapshot.isUnsettled()) {
            store.settle(userId);
            return Optional.empty();
        }
        // With a key, an attempt that wrote has left its result. Without one, only an unchanged account shows that it
        // did.
        if (request.key().isEmpty() && !(decision instanceof Decision.Unchanged)) {
            writes.requireFirstWrite();
        }
        return write(snapshot, decision, request, now, writes);
    }

    private Optional<Outcome> write(
            AccountSnapshot snapshot, Decision decision, RequestContext request, Instant now, Optimistic writes) {
        return switch (decision) {
            case Decision.Changed changed -> {
                var outcome = new Outcome.Done(changed.next());
                Optional<RecordedResult> result = request.key().map(key -> new RecordedResult(key, outcome, now));
                yield ifDone(writes.noted(store.write(snapshot, changed, request.cause(), result)), outcome);
            }
            case Decision.Unchanged(Account account) ->
                finish(snapshot, new Outcome.Done(account), request, now, writes);
            case Decision.Refused(Refusal refusal) ->
                finish(snapshot, new Outcome.Refused(refusal), request, now, writes);
            case Decision.Renames(RaceName name) ->
                switch (policy.canonicalKeys(name)) {
                    case RaceNamePolicy.Verdict.Refused(String reason) ->
                        finish(snapshot, unsafe(reason), request, now, writes);
                    case RaceNamePolicy.Verdict.Allowed(List<CanonicalKey> keys) -> {
                        if (store.isRekeying() && isTaken(name, keys, snapshot.account())) {
                            yield finish(snapshot, TAKEN, request, now, writes);
                        }
                        var renamed = store.rename(snapshot, name, keys, request.cause(), request.key());
                        writes.noted(renamed.written());
                        yield renamed.outcome().map(outcome -> outcome);
                    }
                };
        };
    }

    /** Ends a command that changes nothing, after what is due is applied. */
    private Optional<Outcome> finish(
            AccountSnapshot snapshot, Outcome.Final outcome, RequestContext request, Instant now, Optimistic writes) {
        if (Timeline.isDue(snapshot.account(), now)) {
            writes.noted(applyDue(snapshot, now));
            return Optional.empty();
        }
        WriteResult written = request.key()
                .filter(key -> !isInvalid(outcome))
                .map(key -> store.recordResult(snapshot, new RecordedResult(key, outcome, now)))
                .orElseGet(() -> store.confirm(snapshot, Optional.empty()));
        return ifDone(writes.noted(written), outcome);
    }

    /** Refused for its values. It uses up no key, so that the corrected request can have it. */
    private static boolean isInvalid(Outcome.Final outcome) {
        return outcome instanceof Outcome.Refused(Refusal refusal) && refusal instanceof Refusal.Invalid;
    }

    private Outcome dryRun(Account account, Decision decision, Instant now) {
        return switch (decision) {
            case Decision.Changed changed -> new Outcome.Done(changed.next());
            case Decision.Unchanged(Account unchanged) -> new Outcome.Done(unchanged);
            case Decision.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
            case Decision.Renames renames ->
                switch (policy.canonicalKeys(renames.name())) {
                    case RaceNamePolicy.Verdict.Refused(String reason) -> unsafe(reason);
                    case RaceNamePolicy.Verdict.Allowed(List<CanonicalKey> keys) ->
                        isTaken(renames.name(), keys, account)
                                ? TAKEN
                                : new Outcome.Done(renames.take(account, now).next());
                };
        };
    }

    /** Whether others have a key of the name. */
    private boolean isTaken(RaceName name, List<CanonicalKey> keys, Account account) {
        return keysOf(name, keys)
                .flatMap(key -> store.holders(key).stream())
                .anyMatch(holder -> !holder.equals(account.userId()));
    }

    private WriteResult applyDue(AccountSnapshot snapshot, Instant now) {
        return Timeline.repair(snapshot.account(), now)
                .map(due -> store.write(snapshot, due, Cause.EXPIRY, Optional.empty()))
                .orElse(WriteResult.DONE);
    }

    private static Outcome.Refused unsafe(String reason) {
        return new Outcome.Refused(new Refusal.Invalid("race_name", reason));
    }

    private static Optional<Outcome> ifDone(WriteResult written, Outcome outcome) {
        return written == WriteResult.DONE ? Optional.of(outcome) : Optional.empty();
    }
}
