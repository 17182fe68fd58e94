package galaxy.users.registration;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Turns;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.AccountSnapshot;
import galaxy.users.account.AccountStore.Begun;
import galaxy.users.account.Blocked;
import galaxy.users.account.Command;
import galaxy.users.account.TimeZoneName;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import galaxy.users.registration.SubjectStore.SubjectWithUser;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Finds and creates the user of an e-mail address. */
public final class Registrations {
    private final SubjectStore subjects;
    private final AccountStore accounts;
    private final RaceNamePolicy policy;
    private final GeneratedRaceName names;
    private final InstantSource clock;
    private final Turns turns = new Turns();

    public Registrations(
            SubjectStore subjects,
            AccountStore accounts,
            RaceNamePolicy policy,
            GeneratedRaceName names,
            InstantSource clock) {
        this.subjects = subjects;
        this.accounts = accounts;
        this.policy = policy;
        this.names = names;
        this.clock = clock;
    }

    /** What is known of an e-mail address. */
    public sealed interface Standing {
        record Creatable() implements Standing {}

        record Existing(UserId userId) implements Standing {}

        /**
         * It is blocked, with or without a user.
         *
         * @param userId present whenever the user exists
         * @param blockId of its own block, if it has one
         * @param expiresAt the end of the block and of its user's {@code login_block}, if both have one
         */
        record Blocked(
                Optional<UserId> userId, ReasonCode reason, Optional<String> blockId, Optional<Instant> expiresAt)
                implements Standing {}
    }

    /**
     * A standing, and whether this call created the user.
     *
     * @param isCreated only with {@link Standing.Existing}
     */
    public record Ensured(Standing standing, boolean isCreated) {}

    /** What is known of the address; changes nothing. */
    public Standing resolve(EmailAddress email) {
        SubjectWithUser known = subjects.readWithUser(email);
        return standing(known.subject(), known.user());
    }

    /** The account of the address, its sanctions perhaps not counted. */
    public Optional<AccountSnapshot> read(EmailAddress email) {
        return subjects.readWithUser(email).user();
    }

    /** The one user of the address, created if there is none yet and the address is not blocked. */
    public Ensured ensure(EmailAddress email, LanguageTag language, TimeZoneName zone, Cause cause) {
        return turns.retry(email, "the e-mail address", writes -> {
            SubjectWithUser known = subjects.readWithUser(email);
            return isFree(known.subject()) ? create(known.subject(), language, zone, cause) : existing(known);
        });
    }

    /** The same for an address whose user cannot be created now: its user, or that it is blocked; empty if it has neither. */
    public Optional<Ensured> ensureKnown(EmailAddress email) {
        return turns.retry(email, "the e-mail address", writes -> {
            SubjectWithUser known = subjects.readWithUser(email);
            if (isFree(known.subject())) {
                return Optional.of(Optional.empty());
            }
            Optional<Ensured> ensured = existing(known);
            return ensured.isPresent() ? Optional.of(ensured) : Optional.empty();
        });
    }

    private boolean isFree(SubjectSnapshot subject) {
        Instant now = clock.instant();
        return subject.userId().isEmpty() && subject.block().stream().noneMatch(block -> block.isActiveAt(now));
    }

    private Optional<Ensured> existing(SubjectWithUser known) {
        SubjectSnapshot subject = known.subject();
        Optional<AccountSnapshot> user = known.user()
                .filter(snapshot -> !snapshot.isUnsettled())
                .or(() -> subject.userId().flatMap(accounts::readSettled));
        return subjects.confirm(subject) == WriteResult.DONE
                ? Optional.of(new Ensured(standing(subject, user), false))
                : Optional.empty();
    }

    private Optional<Ensured> create(SubjectSnapshot subject, LanguageTag language, TimeZoneName zone, Cause cause) {
        Optional<Begun> begun = subjects.create(subject, newUser(subject.email(), language, zone), cause);
        begun.ifPresent(accounts::settle);
        return begun.map(creation -> new Ensured(new Standing.Existing(creation.userId()), true));
    }

    private Standing standing(SubjectSnapshot subject, Optional<AccountSnapshot> user) {
        Instant now = clock.instant();
        Optional<Account> account = user.map(AccountSnapshot::account);
        Optional<UserId> userId = account.map(Account::userId);
        return Blocked.at(now, subject.block(), account)
                .<Standing>map(blocked -> new Standing.Blocked(
                        userId,
                        blocked.reason(),
                        blocked.own().map(block -> subjects.blockId(subject.email(), block)),
                        blocked.expiresAt()))
                .or(() -> userId.map(Standing.Existing::new))
                .orElseGet(Standing.Creatable::new);
    }

    private NewUser newUser(EmailAddress email, LanguageTag language, TimeZoneName zone) {
        RaceName name = names.next(subjects.placeOf(email));
        List<CanonicalKey> keys = policy.keysOf(name);
        return new NewUser(name, keys, language, zone, Command.wholeMillis(clock.instant()));
    }
}
