package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Page;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.ScriptInterceptor;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore.Begun;
import galaxy.users.account.BlockChange;
import galaxy.users.account.Outcome;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import galaxy.users.account.TestAccount;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.BlockRequests;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.NewUser;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Two users and a few names for tests of faults and of competing writers. */
final class StoreScenario {
    static final EmailAddress PILOT = EmailAddress.of("pilot@example.com");

    /** In the bucket of {@link #PILOT}, so that one name can be drawn for both. */
    static final EmailAddress OTHER = EmailAddress.of("other-735@example.com");

    /** In another bucket. */
    static final EmailAddress ELSEWHERE = EmailAddress.of("elsewhere@example.com");

    /** Cyrillic: it has two keys, one of which is that of the Latin name that looks like its capitals. */
    static final RaceName NOVA = RaceName.of("\u041d\u043e\u0432\u0430");

    static final RaceName NOVA_AGAIN = RaceName.of("HOBA");
    static final RaceName COMET = RaceName.of("Comet");
    static final RaceName VEGA = RaceName.of("Vega");
    static final RaceName QUASAR = RaceName.of("Quasar");

    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());
    private static final LanguageTag LANGUAGE = LanguageTag.of("en");
    private static final TimeZoneName ZONE = TimeZoneName.of("Europe/Berlin");
    private static final long DRAW = 7;

    final Universe universe;

    StoreScenario(Universe universe) {
        this.universe = universe;
        universe.begin();
        var subjects = universe.caller().store().subjects();
        assertThat(subjects.placeOf(OTHER)).isEqualTo(subjects.placeOf(PILOT));
        assertThat(subjects.placeOf(ELSEWHERE)).isNotEqualTo(subjects.placeOf(PILOT));
    }

    Ensured ensure(EmailAddress email, ScriptInterceptor steps) {
        return universe.caller(steps).registrations().ensure(email, LANGUAGE, ZONE, CAUSE);
    }

    /** The same, where the generated name is {@link #drawn()}. */
    Ensured ensureWithTheDrawnName(EmailAddress email, ScriptInterceptor steps) {
        return universe.caller(steps, new Random(DRAW)).registrations().ensure(email, LANGUAGE, ZONE, CAUSE);
    }

    RaceName drawn() {
        return drawnFor(PILOT, 0);
    }

    private RaceName drawnFor(EmailAddress email, int placesOn) {
        int place = universe.caller().store().subjects().placeOf(email);
        return new GeneratedRaceName(new Random(DRAW)).next((place + placesOn) % Bucket.COUNT);
    }

    /** The same as {@link #ensure}, where the generated name is for another place, and the creation several steps. */
    Ensured ensureInSteps(EmailAddress email, ScriptInterceptor steps) {
        var caller = universe.caller(steps);
        var subjects = caller.store().subjects();
        var subject = subjects.read(email);
        RaceName name = drawnFor(email, 1);
        var user = new NewUser(name, Universe.POLICY.keysOf(name), LANGUAGE, ZONE, universe.clock.instant());
        Optional<Begun> begun = subject.userId().isPresent() || subject.block().isPresent()
                ? Optional.empty()
                : subjects.create(subject, user, CAUSE);
        if (begun.isEmpty()) {
            return caller.registrations().ensure(email, LANGUAGE, ZONE, CAUSE);
        }
        caller.accountStore().settle(begun.get());
        return new Ensured(new Standing.Existing(begun.get().userId()), true);
    }

    Outcome rename(EmailAddress email, RaceName name, ScriptInterceptor steps) {
        return rename(email, name, Optional.empty(), steps);
    }

    /** The same, with an idempotency key that is always the same for a name. */
    Outcome renameWithKey(EmailAddress email, RaceName name, ScriptInterceptor steps) {
        String key = name.value();
        return rename(
                email, name, Optional.of(new RequestKey("gateway", IdempotencyKey.of(key), "rename to " + key)), steps);
    }

    private Outcome rename(EmailAddress email, RaceName name, Optional<RequestKey> key, ScriptInterceptor steps) {
        return universe.caller(steps)
                .accounts()
                .perform(userOf(email), new ChangeProfile(name), new RequestContext(key, false, CAUSE));
    }

    BlockChange block(EmailAddress email, ScriptInterceptor steps) {
        return BlockRequests.block(
                universe.caller(steps).blocks(), email, TestAccount.REASON, Optional.of(TestAccount.OPS), CAUSE);
    }

    /** A block is lost on its way to Redis; before it is sent again, another caller blocks the address a moment later. */
    BlockChange blockWhileAnotherIsLost(EmailAddress email) {
        AtomicReference<Optional<BlockChange>> other = new AtomicReference<>(Optional.empty());
        ScriptInterceptor lost = new ScriptInterceptor() {
            @Override
            public <T> T around(String script, Supplier<T> send) {
                if (other.get().isPresent()) {
                    return send.get();
                }
                universe.clock.advance(Duration.ofMillis(1));
                other.set(Optional.of(block(email, RUN)));
                throw Universe.lost();
            }
        };
        assertThatExceptionOfType(TryAgainException.class).isThrownBy(() -> block(email, lost));
        return other.get().orElseThrow();
    }

    /** The user of an address who was made before. */
    UserId userOf(EmailAddress email) {
        return universe.caller().userOf(email).orElseThrow();
    }

    Optional<UserId> findUserOf(EmailAddress email) {
        return universe.caller().userOf(email);
    }

    static Optional<UserId> userId(Standing standing) {
        return switch (standing) {
            case Standing.Creatable() -> Optional.empty();
            case Standing.Existing(UserId userId) -> Optional.of(userId);
            case Standing.Blocked blocked -> blocked.userId();
        };
    }

    /** Nothing contradicts anything at any time, and no read of a user shows an unfinished change. */
    StoreContent mustBeSafe() {
        StoreContent content = universe.look().mustBeSafe();
        Universe.Caller reader = universe.caller();
        content.accounts.forEach((userId, record) -> {
            var standing = reader.registrations().resolve(record.account().email());
            Optional<Account> found = reader.accounts().find(userId);
            if (record.isVisible()) {
                assertThat(userId(standing)).contains(userId);
                assertThat(found).contains(record.account());
                assertThat(reader.accounts().findByRaceName(record.account().raceName()))
                        .as("the user found by the exact name in force")
                        .contains(record.account());
            } else {
                assertThat(userId(standing)).as("resolved while being created").isEmpty();
                assertThat(found).as("found while being created").isEmpty();
            }
            record.naming().pending().ifPresent(pending -> {
                RaceName name = NameClaim.parse(pending.details()).raceName();
                assertThat(reader.accounts().findByRaceName(name).map(Account::userId))
                        .as("found by a name that is pending")
                        .isNotEqualTo(Optional.of(userId));
            });
        });
        return content;
    }

    /** The same, and while a user is being created neither does the listing, which before anything is due finishes nothing. */
    void mustBeSafeAndListed() {
        Set<UserId> visible = new HashSet<>();
        StoreContent content = mustBeSafe();
        content.accounts.forEach((userId, record) -> {
            if (record.isVisible()) {
                visible.add(userId);
            }
        });
        if (visible.size() < content.accounts.size() && universe.clock.instant().equals(TestAccount.CREATED)) {
            Page<Account, ListingKey> page =
                    universe.caller().listing().page(ListingFilter.EVERYONE, Optional.empty(), 10);
            assertThat(page.items()).extracting(Account::userId).containsExactlyInAnyOrderElementsOf(visible);
        }
    }

    /** After the sweeper has been here, and again for what it began itself, nothing is left behind. */
    StoreContent sweptMustBeClean() {
        universe.sweep();
        if (!universe.look().unsettled.isEmpty()) {
            universe.sweep();
        }
        StoreContent content = mustBeSafe().mustBeClean();
        assertThat(content.due).as("what is due").isEmpty();
        content.accounts.forEach((userId, record) -> assertThat(content.blocks(userId))
                .as("how often a block was announced")
                .isEqualTo(record.account().emailBlock().isPresent() ? 1 : 0));
        return content;
    }
}
