package galaxy.users.store;

import static galaxy.users.store.StoreScenario.ELSEWHERE;
import static galaxy.users.store.StoreScenario.OTHER;
import static galaxy.users.store.StoreScenario.PILOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.UserId;
import galaxy.store.Bucket;
import galaxy.store.ScriptInterceptor;
import galaxy.store.StoreUnavailableException;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import galaxy.users.account.Account;
import galaxy.users.account.Outcome;
import galaxy.users.account.Refusal;
import galaxy.users.account.RequestContext;
import galaxy.users.account.TimeZoneName;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims of names of the generated shape that an earlier version made move to the bucket that their characters say. */
@ParameterizedClass
@EnumSource(Topology.class)
class PlacedNamesIT {
    private static final long DRAW = 11;

    @Parameter
    private Topology topology;

    private Universe universe;
    private EarlierInstance earlier;

    @BeforeEach
    void open() {
        universe = new Universe(topology, 3);
        universe.beginEarlier();
        earlier = universe.earlier(ScriptInterceptor.RUN);
    }

    @AfterEach
    void close() {
        universe.close();
    }

    /** The first name that is drawn for an address. */
    private RaceName drawn(EmailAddress email) {
        return names().next(place(email));
    }

    private static GeneratedRaceName names() {
        return new GeneratedRaceName(new Random(DRAW));
    }

    private int place(EmailAddress email) {
        return new UserKeys(universe.secret()).bucket(email).number();
    }

    /** One whose first user is drawn that name. */
    private Universe.Caller now() {
        return universe.caller(ScriptInterceptor.RUN, new Random(DRAW));
    }

    private static UserId ensure(Universe.Caller caller, EmailAddress email) {
        var _ = caller.registrations().ensure(email, LanguageTag.of("en"), TimeZoneName.of("UTC"), Cause.EXPIRY);
        return caller.userOf(email).orElseThrow();
    }

    private static RaceName nameOf(Universe.Caller caller, UserId id) {
        return caller.accounts().find(id).map(Account::raceName).orElseThrow();
    }

    private static Outcome rename(Universe.Caller caller, UserId id, RaceName name) {
        return caller.accounts()
                .perform(id, new ChangeProfile(name), new RequestContext(Optional.empty(), false, Cause.EXPIRY));
    }

    private static RaceName inCapitals(RaceName name) {
        return RaceName.of(name.value().toUpperCase(Locale.ROOT));
    }

    @Test
    void names_of_before_are_found_and_taken_while_and_after_they_move_and_no_earlier_key_is_left() {
        RaceName generated = drawn(PILOT);
        RaceName chosen = inCapitals(names().next((place(PILOT) + 9) % Bucket.COUNT));
        UserId pilot = earlier.create(PILOT, generated);
        UserId other = earlier.create(OTHER, RaceName.of("Nova"));
        assertThat(earlier.rename(other, chosen)).isTrue();
        assertThat(universe.look().claims).containsKeys(generated.value().replace("-", ""));

        Universe.Caller now = now();
        assertThat(now.accounts().findByRaceName(generated).map(Account::userId))
                .contains(pilot);
        assertThat(now.accounts().findByRaceName(chosen).map(Account::userId)).contains(other);
        assertThat(rename(now, other, inCapitals(generated)))
                .isEqualTo(new Outcome.Refused(Refusal.Conflict.NAME_TAKEN));

        now.work().rebuild();
        universe.sweep();
        StoreContent content = universe.look().mustBeSafe().mustBeClean();
        assertThat(content.claims)
                .containsOnlyKeys(
                        generated.value().replace('-', '/'),
                        chosen.value().toLowerCase(Locale.ROOT).replace('-', '/'));
        assertThat(now.accounts().findByRaceName(generated).map(Account::userId))
                .contains(pilot);
        assertThat(rename(now, other, inCapitals(generated)))
                .isEqualTo(new Outcome.Refused(Refusal.Conflict.NAME_TAKEN));
        assertThat(rename(now, pilot, inCapitals(generated))).isInstanceOf(Outcome.Done.class);
    }

    /** Its claim is still where the version before made it. */
    @Test
    void a_new_user_is_not_given_the_name_of_one_who_has_not_been_reached() {
        RaceName name = drawn(PILOT);
        UserId other = earlier.create(OTHER, RaceName.of("Nova"));
        assertThat(earlier.rename(other, inCapitals(name))).isTrue();
        Universe.Caller now = now();
        UserId pilot = ensure(now, PILOT);
        assertThat(nameOf(now, pilot)).isNotEqualTo(name);
        now.work().rebuild();
        universe.sweep();
        universe.look().mustBeSafe().mustBeClean();
    }

    @Test
    void an_earlier_instance_that_still_runs_gives_no_name_and_makes_no_user() {
        UserId other = earlier.create(OTHER, RaceName.of("Nova"));
        Universe.Caller now = now();
        RaceName name = drawn(PILOT);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> earlier.rename(other, name));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> earlier.create(ELSEWHERE, name));
        UserId pilot = ensure(now, PILOT);
        assertThat(nameOf(now, pilot)).isEqualTo(name);
        now.work().rebuild();
        assertThat(universe.look().mustBeSafe().accounts.get(other).account().raceName())
                .isEqualTo(RaceName.of("Nova"));
        universe.sweep();
        assertThat(ensure(now, ELSEWHERE)).isNotEqualTo(pilot);
        universe.sweep();
        universe.look().mustBeSafe().mustBeClean();
    }

    /** It stops before each of its steps in turn, until another user could have been given the name. */
    @Test
    void an_earlier_instance_that_stops_while_it_takes_a_name_makes_no_second_owner() {
        int at = 0;
        while (stopsAndMakesNoSecondOwner(at)) {
            at++;
        }
        assertThat(at).isBetween(3, 20);
    }

    /** Whether there is such a step. */
    private boolean stopsAndMakesNoSecondOwner(int at) {
        universe.beginEarlier();
        UserId other = universe.earlier(ScriptInterceptor.RUN).create(OTHER, RaceName.of("Nova"));
        RaceName name = drawn(PILOT);
        var step = new FaultyStep(at, Fault.STALL, Universe::lost, () -> {
            Universe.Caller now = now();
            ensure(now, PILOT);
            now.work().rebuild();
            ensure(now(), ELSEWHERE);
        });
        try {
            universe.earlier(step::around).rename(other, inCapitals(name));
        } catch (StoreUnavailableException e) {
            assertThat(step.happened()).as("refused, as %s", e.getMessage()).isTrue();
        }
        if (!step.happened()) {
            return false;
        }
        universe.look().mustBeSafe();
        now().work().rebuild();
        universe.sweep();
        universe.sweep();
        universe.look().mustBeSafe().mustBeClean();
        return true;
    }

    @Test
    void a_user_whose_creation_an_earlier_instance_has_begun_is_completed_with_another_name() {
        RaceName name = drawn(PILOT);
        var gone = new FaultyStep(1, Fault.CRASH_BEFORE, Universe::lost, () -> {});
        assertThatExceptionOfType(Throwable.class)
                .isThrownBy(() -> universe.earlier(gone::around).create(OTHER, name));
        Universe.Caller now = now();
        UserId pilot = ensure(now, PILOT);
        UserId other = ensure(now, OTHER);
        assertThat(nameOf(now, pilot)).isEqualTo(name);
        assertThat(nameOf(now, other)).isNotEqualTo(name);
        universe.sweep();
        universe.look().mustBeSafe().mustBeClean();
    }
}
