package galaxy.users.registration;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.Seen;
import galaxy.users.account.AccountStore.SeenSubject;
import galaxy.users.account.Command;
import galaxy.users.account.Decision;
import galaxy.users.account.EmailBlock;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.NewUser;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.BlockEmail;
import galaxy.users.block.UnblockEmail;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Everything that begins with an e-mail address: who it belongs to, whether it is blocked, and the users it becomes. */
public final class Registrations {
    private static final int ATTEMPTS = 100;

    private final AccountStore store;
    private final RaceNamePolicy policy;
    private final GeneratedRaceName names;
    private final InstantSource clock;

    public Registrations(AccountStore store, RaceNamePolicy policy, GeneratedRaceName names, InstantSource clock) {
        this.store = store;
        this.policy = policy;
        this.names = names;
        this.clock = clock;
    }

    /** What is known of an e-mail address. */
    public sealed interface Standing {
        record Creatable() implements Standing {}

        record Existing(UserId userId) implements Standing {}

        /**
         * It is blocked, whether it has a user or not.
         *
         * @param userId present whenever the user exists
         */
        record Blocked(Optional<UserId> userId, ReasonCode reason) implements Standing {}
    }

    /** What became of a block, or of lifting one. */
    public record BlockChange(boolean isChanged, Optional<UserId> userId) {}

    /**
     * A standing, and whether this very call made the user.
     *
     * @param isCreated only with {@link Standing.Existing}
     */
    public record Ensured(Standing standing, boolean isCreated) {}

    /** Tells whose the address is, and changes nothing. */
    public Standing resolve(EmailAddress email) {
        SeenSubject subject = store.subject(email);
        Optional<Account> account = subject.userId().flatMap(store::read).map(Seen::account);
        return standing(subject, account);
    }

    /** The account of the address, as it was last written. */
    public Optional<UserId> userOf(EmailAddress email) {
        return store.subject(email).userId();
    }

    /** The one user of the address, created if there is none yet and the address is not blocked. */
    public Ensured ensure(EmailAddress email, LanguageTag language, TimeZoneName zone, Cause cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SeenSubject subject = store.subject(email);
            if (subject.userId().isPresent() || subject.block().isPresent()) {
                Optional<Account> account =
                        subject.userId().flatMap(this::settled).map(Seen::account);
                if (store.confirm(subject, email) == WriteResult.DONE) {
                    return new Ensured(standing(subject, account), false);
                }
                continue;
            }
            Optional<UserId> created = store.create(subject, email, newUser(language, zone), cause);
            if (created.isPresent()) {
                store.settle(created.get());
                return new Ensured(new Standing.Existing(created.get()), true);
            }
        }
        throw new TryAgainException("an e-mail subject keeps changing");
    }

    /** Blocks an address, with or without a user. A block in force keeps its first reason. */
    public BlockChange block(EmailAddress email, ReasonCode reason, Optional<Actor> actor, Cause cause) {
        return change(
                email,
                now -> Optional.of(new EmailBlock(reason, actor, Command.wholeMillis(now))),
                new BlockEmail(reason, actor),
                cause);
    }

    /** Lifts the block of an address. A {@code login_block} of its user is not touched. */
    public BlockChange unblock(EmailAddress email, ReasonCode reason, Actor actor, Cause cause) {
        return change(email, now -> Optional.empty(), new UnblockEmail(reason, actor), cause);
    }

    /** Blocks the address of a user; empty for an unknown user. */
    public Optional<BlockChange> blockUser(UserId userId, ReasonCode reason, Optional<Actor> actor, Cause cause) {
        return store.read(userId).map(seen -> block(seen.account().email(), reason, actor, cause));
    }

    private BlockChange change(
            EmailAddress email, Function<Instant, Optional<EmailBlock>> wanted, Command mirrored, Cause cause) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            SeenSubject subject = store.subject(email);
            Optional<Seen> seen = subject.userId().flatMap(this::settled);
            Optional<UserId> userId = seen.map(user -> user.account().userId());
            Instant now = clock.instant();
            Optional<EmailBlock> block = wanted.apply(now);
            if (subject.block().isPresent() == block.isPresent()) {
                if (store.confirm(subject, email) == WriteResult.DONE) {
                    return new BlockChange(false, userId);
                }
                continue;
            }
            WriteResult written = seen.isPresent()
                    ? write(subject, seen.get(), mirrored, now, cause)
                    : store.writeBlock(subject, email, block);
            if (written == WriteResult.DONE || (written == WriteResult.CONFLICT_OR_DONE && isOurs(email, block))) {
                return new BlockChange(true, userId);
            }
        }
        throw new TryAgainException("an e-mail subject keeps changing");
    }

    /**
     * Whether a change that may have been done or not was done: a rival may have done the same instead, and who of the two
     * it was must not be guessed.
     */
    private boolean isOurs(EmailAddress email, Optional<EmailBlock> block) {
        SeenSubject now = store.subject(email);
        if (block.isPresent() && now.block().equals(block) && store.confirm(now, email) == WriteResult.DONE) {
            return true;
        }
        throw new TryAgainException("the store did not confirm a change");
    }

    private WriteResult write(SeenSubject subject, Seen seen, Command mirrored, Instant now, Cause cause) {
        return switch (mirrored.decide(seen.account(), now)) {
            case Decision.Changed changed -> store.writeBlock(subject, seen, changed, cause);
            case Decision.Unchanged unchanged -> WriteResult.CONFLICT;
            case Decision.Refused refused -> throw new IllegalStateException("a block is never refused");
            case Decision.Renames renames -> throw new IllegalStateException("a block is not a name");
        };
    }

    /** The account once nothing is under way, above all not its creation. */
    private Optional<Seen> settled(UserId userId) {
        Optional<Seen> seen = store.read(userId);
        if (seen.isEmpty() || seen.get().isUnsettled()) {
            store.settle(userId);
            seen = store.read(userId);
        }
        return seen;
    }

    private Standing standing(SeenSubject subject, Optional<Account> account) {
        Instant now = clock.instant();
        Optional<UserId> userId = account.map(Account::userId);
        Optional<ReasonCode> reason =
                subject.block().map(EmailBlock::reason).or(() -> account.flatMap(known -> known.blockedBecause(now)));
        if (reason.isPresent()) {
            return new Standing.Blocked(userId, reason.get());
        }
        return userId.<Standing>map(Standing.Existing::new).orElseGet(Standing.Creatable::new);
    }

    private NewUser newUser(LanguageTag language, TimeZoneName zone) {
        RaceName name = names.next();
        return switch (policy.canonicalKey(name)) {
            case RaceNamePolicy.Verdict.Allowed(CanonicalKey key) ->
                new NewUser(name, key, language, zone, Command.wholeMillis(clock.instant()));
            case RaceNamePolicy.Verdict.Refused refused ->
                throw new IllegalStateException("the policy refuses a generated name");
        };
    }
}
