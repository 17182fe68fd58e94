package galaxy.users.account;

import static galaxy.users.account.TestAccount.OPS;
import static galaxy.users.account.TestAccount.REASON;
import static galaxy.users.account.TestAccount.SOURCE;
import static galaxy.users.account.TestAccount.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Cause;
import galaxy.kernel.CountryCode;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.TryAgainException;
import galaxy.kernel.UserId;
import galaxy.kernel.WriteResult;
import galaxy.testkit.SettableClock;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.memory.MemoryPolicy;
import galaxy.users.memory.MemoryStore;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.Registrations;
import galaxy.users.registration.Registrations.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AccountsTest {
    private static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());
    private static final RequestContext PLAIN = new RequestContext(Optional.empty(), false, CAUSE);
    private static final RequestContext DRY_RUN = new RequestContext(Optional.empty(), true, CAUSE);
    private static final RequestContext KEYED = keyed("fingerprint");
    private static final Command GERMANY = new SyncCountry(CountryCode.of("DE"));
    private static final Command FRANCE = new SyncCountry(CountryCode.of("FR"));
    private static final Command NOVA = new ChangeProfile(RaceName.of("Nova"));
    private static final Command NOT_PAID = new RevokePaid(SOURCE, REASON, OPS);
    private static final Command GRANT =
            new GrantPaid(Plan.PAID_MONTHLY, Optional.empty(), Optional.of(day(30)), SOURCE, REASON, OPS);

    private final SettableClock clock = SettableClock.at(TestAccount.CREATED);
    private final MemoryStore store = new MemoryStore(clock);
    private final List<Runnable> background = new ArrayList<>();
    private final MemoryPolicy policy = new MemoryPolicy();
    private final Accounts accounts = new Accounts(store, policy, clock, (userId, repair) -> background.add(repair));
    private final UserId pilot = create("pilot@example.com");

    @Test
    void an_unknown_user_is_an_outcome() {
        assertThat(accounts.perform(UserId.of(new byte[UserId.BYTES]), GERMANY, PLAIN))
                .isEqualTo(new Outcome.UnknownUser());
    }

    @Test
    void a_dry_run_returns_what_the_command_would_and_changes_nothing() {
        Account before = account();
        assertThat(accounts.perform(pilot, GRANT, DRY_RUN)).isInstanceOf(Outcome.Done.class);
        assertThat(accounts.perform(pilot, NOVA, DRY_RUN))
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        done -> assertThat(done.account().raceName()).isEqualTo(RaceName.of("Nova")));
        assertThat(accounts.perform(pilot, NOT_PAID, DRY_RUN))
                .isEqualTo(new Outcome.Refused(Refusal.Conflict.NOT_PAID));
        assertThat(account()).isEqualTo(before);
    }

    @Test
    void a_dry_run_and_a_change_refuse_a_name_that_another_user_holds() {
        accounts.perform(create("other@example.com"), NOVA, PLAIN);
        var taken = new Outcome.Refused(Refusal.Conflict.NAME_TAKEN);
        assertThat(accounts.perform(pilot, NOVA, DRY_RUN)).isEqualTo(taken);
        assertThat(accounts.perform(pilot, NOVA, PLAIN)).isEqualTo(taken);
    }

    @Test
    void an_unsafe_name_is_refused_with_its_reason() {
        assertThat(accounts.perform(pilot, new ChangeProfile(RaceName.of("Nоva")), PLAIN))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(Refusal.Invalid.class));
    }

    @Test
    void no_name_changes_while_the_policy_is_unavailable() {
        Account before = account();
        policy.setUnavailable(true);
        assertThatThrownBy(() -> accounts.perform(pilot, NOVA, PLAIN))
                .isInstanceOf(RaceNamePolicy.PolicyUnavailable.class);
        assertThat(account()).isEqualTo(before);
        assertThat(accounts.perform(pilot, GERMANY, PLAIN)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void the_same_key_returns_the_first_result_until_it_expires() {
        Outcome first = accounts.perform(pilot, GERMANY, KEYED);
        accounts.perform(pilot, FRANCE, PLAIN);
        assertThat(accounts.perform(pilot, GERMANY, KEYED)).isEqualTo(first);
        assertThat(account().declaredCountry()).contains(CountryCode.of("FR"));
        clock.advance(RecordedResult.RETENTION);
        accounts.perform(pilot, GERMANY, KEYED);
        assertThat(account().declaredCountry()).contains(CountryCode.of("DE"));
    }

    @Test
    void a_refusal_is_recorded_under_its_key_too() {
        Outcome refused = accounts.perform(pilot, NOT_PAID, KEYED);
        accounts.perform(pilot, GRANT, PLAIN);
        assertThat(accounts.perform(pilot, NOT_PAID, KEYED)).isEqualTo(refused);
    }

    @Test
    void a_key_of_another_request_is_refused() {
        accounts.perform(pilot, GERMANY, KEYED);
        assertThat(accounts.perform(pilot, FRANCE, keyed("another fingerprint")))
                .isEqualTo(new Outcome.KeyReused());
    }

    @Test
    void a_command_is_decided_again_when_another_writer_was_faster() {
        store.beforeNextWrite(() -> {
            accounts.perform(pilot, GRANT, PLAIN);
            return Optional.empty();
        });
        accounts.perform(pilot, GERMANY, PLAIN);
        assertThat(account().declaredCountry()).contains(CountryCode.of("DE"));
        assertThat(account().entitlement().isPaid()).isTrue();
    }

    @Test
    void an_unconfirmed_change_without_a_key_is_not_repeated_over_that_of_another_writer() {
        store.beforeNextWrite(() -> {
            accounts.perform(pilot, FRANCE, PLAIN);
            return Optional.of(WriteResult.CONFLICT_OR_DONE);
        });
        assertThatThrownBy(() -> accounts.perform(pilot, GERMANY, PLAIN)).isInstanceOf(TryAgainException.class);
        assertThat(account().declaredCountry()).contains(CountryCode.of("FR"));
    }

    @Test
    void a_read_applies_what_is_due_in_the_background() {
        accounts.perform(pilot, GRANT, PLAIN);
        clock.advance(Duration.ofDays(30));
        assertThat(accounts.find(pilot).orElseThrow().entitlement().isPaid()).isFalse();
        assertThat(account().entitlement().isPaid()).isTrue();
        background.forEach(Runnable::run);
        assertThat(account().entitlement().isPaid()).isFalse();
        assertThat(store.changes).last().extracting(Change::operation).isEqualTo(Operation.EXPIRED_REPAIRED);
    }

    @Test
    void a_refused_command_applies_what_is_due_first() {
        accounts.perform(pilot, GRANT, PLAIN);
        clock.advance(Duration.ofDays(30));
        assertThat(accounts.perform(pilot, NOT_PAID, PLAIN)).isEqualTo(new Outcome.Refused(Refusal.Conflict.NOT_PAID));
        assertThat(account().entitlement().isPaid()).isFalse();
    }

    @Test
    void an_account_is_found_by_exactly_its_name() {
        accounts.perform(pilot, NOVA, PLAIN);
        assertThat(accounts.findByRaceName(RaceName.of("Nova"))).contains(account());
        assertThat(accounts.findByRaceName(RaceName.of("nova"))).isEmpty();
    }

    private Account account() {
        return store.read(pilot).orElseThrow().account();
    }

    private UserId create(String email) {
        var registrations =
                new Registrations(store, store, policy, new GeneratedRaceName(new Random(email.hashCode())), clock);
        Standing standing = registrations
                .ensure(EmailAddress.of(email), LanguageTag.of("en"), TimeZoneName.of("Europe/Berlin"), CAUSE)
                .standing();
        return ((Standing.Existing) standing).userId();
    }

    private static RequestContext keyed(String fingerprint) {
        return new RequestContext(
                Optional.of(new RequestKey("admin", IdempotencyKey.of("key-1"), fingerprint)), false, CAUSE);
    }
}
