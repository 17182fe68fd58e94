package galaxy.users.memory;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.Change;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.HistoryEntry;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Outcome;
import galaxy.users.account.RecordedBlock;
import galaxy.users.account.RecordedResult;
import galaxy.users.account.Refusal;
import galaxy.users.account.RequestKey;
import galaxy.users.account.Sanction;
import galaxy.users.block.BlockListing;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.NewUser;
import galaxy.users.registration.SubjectStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Accounts, e-mail subjects and their listing in maps, for fast tests of the domain. Not for several threads. */
public final class MemoryStore implements AccountStore, SubjectStore, UserListing {
    /** What was announced, in order. */
    public final List<Change> changes = new ArrayList<>();

    private final Map<UserId, MemoryAccount> accounts = new HashMap<>();
    private final Map<EmailAddress, MemorySubject> subjects = new HashMap<>();
    private final Map<CanonicalKey, UserId> names = new HashMap<>();
    private final Map<String, RecordedResult> results = new HashMap<>();
    private final Map<String, RecordedBlock> blockResults = new HashMap<>();
    private final Map<UserId, List<HistoryEntry>> histories = new HashMap<>();
    private final Deque<Supplier<Optional<WriteResult>>> interruptions = new ArrayDeque<>();
    private final InstantSource clock;
    private long ids;

    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    /** Runs this before the next write, in the place of another writer; a result replaces the write. */
    public void beforeNextWrite(Supplier<Optional<WriteResult>> interruption) {
        interruptions.add(interruption);
    }

    @Override
    public Optional<AccountSnapshot> read(UserId userId) {
        return visible(userId).map(stored -> new MemoryAccount.Snapshot(stored, Optional.empty()));
    }

    @Override
    public List<AccountSnapshot> readAll(List<UserId> userIds) {
        return userIds.stream().flatMap(id -> read(id).stream()).toList();
    }

    @Override
    public WriteResult reindex(AccountSnapshot snapshot) {
        return WriteResult.DONE;
    }

    @Override
    public KeyedRead read(UserId userId, RequestKey key) {
        Optional<RecordedResult> result = Optional.ofNullable(results.get(slot(userId, key)));
        return new KeyedRead(
                visible(userId).map(stored -> new MemoryAccount.Snapshot(stored, result)),
                result.filter(known -> known.isRetainedAt(clock.instant())));
    }

    @Override
    public WriteResult write(
            AccountSnapshot snapshot, Decision.Changed changed, Cause cause, Optional<RecordedResult> result) {
        Optional<WriteResult> interrupted = interrupted();
        if (interrupted.isPresent() || confirm(snapshot, Optional.empty()) == WriteResult.CONFLICT) {
            return interrupted.orElse(WriteResult.CONFLICT);
        }
        UserId userId = changed.next().userId();
        accounts.put(userId, new MemoryAccount(changed.next(), List.of()));
        histories.computeIfAbsent(userId, id -> new ArrayList<>()).addAll(changed.history());
        changes.addAll(changed.changes());
        result.ifPresent(known -> results.put(slot(userId, known.key()), known));
        return WriteResult.DONE;
    }

    @Override
    public WriteResult recordResult(AccountSnapshot snapshot, RecordedResult result) {
        WriteResult confirmed = confirm(snapshot, Optional.empty());
        if (confirmed == WriteResult.DONE) {
            results.put(slot(snapshot.account().userId(), result.key()), result);
        }
        return confirmed;
    }

    @Override
    public WriteResult confirm(AccountSnapshot snapshot, Optional<RequestKey> key) {
        MemoryAccount.Snapshot seen = (MemoryAccount.Snapshot) snapshot;
        UserId userId = seen.account().userId();
        boolean isSame = accounts.get(userId) == seen.stored()
                && key.stream()
                        .allMatch(known -> Optional.ofNullable(results.get(slot(userId, known)))
                                .equals(seen.result()));
        return isSame ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public RenameResult rename(
            AccountSnapshot snapshot,
            RaceName name,
            List<CanonicalKey> keys,
            Cause cause,
            Optional<RequestKey> recordUnder) {
        Account account = snapshot.account();
        Instant now = clock.instant();
        Decision.Changed taken = new Decision.Renames(name).take(account, now);
        boolean isTaken =
                keys.stream().flatMap(key -> holders(key).stream()).anyMatch(id -> !id.equals(account.userId()));
        Outcome.Final outcome =
                isTaken ? new Outcome.Refused(Refusal.Conflict.NAME_TAKEN) : new Outcome.Done(taken.next());
        Optional<RecordedResult> result = recordUnder.map(known -> new RecordedResult(known, outcome, now));
        WriteResult written = isTaken
                ? result.map(known -> recordResult(snapshot, known))
                        .orElseGet(() -> confirm(snapshot, Optional.empty()))
                : write(snapshot, taken, cause, result);
        if (written != WriteResult.DONE) {
            return new RenameResult(written, Optional.empty());
        }
        if (!isTaken) {
            names.values().removeIf(account.userId()::equals);
            keys.forEach(key -> names.put(key, account.userId()));
        }
        return new RenameResult(written, Optional.of(outcome));
    }

    @Override
    public void settle(UserId userId) {
        MemoryAccount stored = accounts.get(userId);
        if (stored != null && !stored.created.isEmpty()) {
            stored.created.forEach(key -> names.put(key, userId));
            accounts.put(userId, new MemoryAccount(stored.account, List.of()));
            changes.addAll(stored.account.initialChanges());
        }
    }

    @Override
    public List<UserId> holders(CanonicalKey key) {
        return Optional.ofNullable(names.get(key)).stream().toList();
    }

    @Override
    public List<EntitlementPeriod> periods(UserId userId) {
        return history(userId, EntitlementPeriod.class);
    }

    @Override
    public List<Sanction> endedSanctions(UserId userId) {
        return history(userId, Sanction.class);
    }

    @Override
    public List<LimitOverride> endedLimits(UserId userId) {
        return history(userId, LimitOverride.class);
    }

    @Override
    public SubjectSnapshot read(EmailAddress email) {
        return subjects.computeIfAbsent(email, unknown -> new MemorySubject(email, Optional.empty(), Optional.empty()));
    }

    @Override
    public WriteResult confirm(SubjectSnapshot subject) {
        return subject.equals(subjects.get(subject.email())) ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public int placeOf(EmailAddress email) {
        return email.hashCode() & 0xff;
    }

    @Override
    public SubjectWithUser readWithUser(EmailAddress email) {
        return new SubjectWithUser(read(email), read(email).userId().flatMap(userId -> read(userId)));
    }

    @Override
    public Optional<Begun> create(SubjectSnapshot subject, NewUser user, Cause cause) {
        if (confirm(subject) != WriteResult.DONE || user.keys().stream().anyMatch(names::containsKey)) {
            return Optional.empty();
        }
        UserId userId = MemoryAccount.numbered(++ids);
        subjects.put(subject.email(), new MemorySubject(subject.email(), Optional.of(userId), Optional.empty()));
        accounts.put(userId, new MemoryAccount(user.account(userId, subject.email()), user.keys()));
        if (MemoryAccount.areFor(placeOf(subject.email()), user.keys())) {
            settle(userId);
        }
        return Optional.of(() -> userId);
    }

    @Override
    public KeyedSubject read(EmailAddress email, RequestKey key) {
        Optional<RecordedBlock> result = Optional.ofNullable(blockResults.get(slot(email, key)));
        return new KeyedSubject(read(email), result.filter(known -> known.isRetainedAt(clock.instant())));
    }

    @Override
    public WriteResult writeBlock(SubjectSnapshot subject, Optional<EmailBlock> block, Optional<RecordedBlock> result) {
        Optional<WriteResult> interrupted = interrupted();
        if (interrupted.isPresent() || confirm(subject) != WriteResult.DONE) {
            return interrupted.orElse(WriteResult.CONFLICT);
        }
        subjects.put(subject.email(), new MemorySubject(subject.email(), subject.userId(), block));
        result.ifPresent(known -> blockResults.put(slot(subject.email(), known.key()), known));
        return WriteResult.DONE;
    }

    @Override
    public WriteResult writeBlock(
            SubjectSnapshot subject,
            AccountSnapshot user,
            Decision.Changed changed,
            Cause cause,
            Optional<RecordedBlock> result) {
        if (confirm(subject) != WriteResult.DONE) {
            return WriteResult.CONFLICT;
        }
        WriteResult written = write(user, changed, cause, Optional.empty());
        return written == WriteResult.DONE ? writeBlock(subject, changed.next().emailBlock(), result) : written;
    }

    @Override
    public WriteResult recordResult(SubjectSnapshot subject, RecordedBlock result) {
        return writeBlock(subject, subject.block(), Optional.of(result));
    }

    @Override
    public String blockId(EmailAddress email, EmailBlock block) {
        return "blk_" + email.value() + block.blockedAt().toEpochMilli();
    }

    /** The blocks of all addresses. */
    public BlockListing blocks() {
        return new MemoryBlocks(subjects.values(), this, clock);
    }

    @Override
    public Page<Account, ListingKey> page(ListingFilter filter, Optional<ListingKey> after, int size) {
        Instant now = clock.instant();
        List<Account> found = accounts.values().stream()
                .filter(stored -> stored.created.isEmpty())
                .map(stored -> stored.account.at(now))
                .filter(account -> filter.matches(account, LimitCatalogue.standard(), now))
                .sorted(Comparator.comparing(MemoryStore::key))
                .filter(account -> after.stream().allMatch(last -> key(account).compareTo(last) > 0))
                .toList();
        return Page.of(found, size, MemoryStore::key);
    }

    private static ListingKey key(Account account) {
        return new ListingKey(account.createdAt().toEpochMilli(), account.userId());
    }

    private Optional<WriteResult> interrupted() {
        return Optional.ofNullable(interruptions.poll()).flatMap(Supplier::get);
    }

    private Optional<MemoryAccount> visible(UserId userId) {
        return Optional.ofNullable(accounts.get(userId)).filter(stored -> stored.created.isEmpty());
    }

    private <H extends HistoryEntry> List<H> history(UserId userId, Class<H> kind) {
        return histories.getOrDefault(userId, List.of()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private static String slot(Object owner, RequestKey key) {
        return (owner instanceof EmailAddress email ? email.value() : owner) + "\n" + key.caller() + "\n" + key.key();
    }
}
