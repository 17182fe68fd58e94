package galaxy.users.memory;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.UserId;
import galaxy.testkit.SettableClock;
import galaxy.users.account.Account;
import galaxy.users.account.AccountStore;
import galaxy.users.account.AccountStore.Begun;
import galaxy.users.account.Outcome;
import galaxy.users.account.TimeZoneName;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.GeneratedRaceName;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.SkeletonPolicy;
import galaxy.users.registration.NewUser;
import galaxy.users.registration.SubjectStore;
import galaxy.users.registration.SubjectStore.SubjectSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of accounts and e-mail subjects does when a user is created. */
public abstract class CreationContract {
    static final Cause CAUSE = new Cause("test", Optional.empty(), Optional.of("request-1"), Optional.empty());
    static final EmailAddress EMAIL = EmailAddress.of("pilot@example.com");
    static final EmailAddress OTHER_EMAIL = EmailAddress.of("other@example.com");
    static final RaceName NOVA = RaceName.of("Nova");

    SettableClock clock;
    AccountStore accounts;
    SubjectStore subjects;
    UserListing listing;
    private final SkeletonPolicy policy = new SkeletonPolicy();

    /** Empty stores that share their content and their clock. */
    public record Stores(AccountStore accounts, SubjectStore subjects, UserListing listing, SettableClock clock) {}

    protected abstract Stores open();

    @BeforeEach
    final void openEmpty() {
        Stores stores = open();
        accounts = stores.accounts();
        subjects = stores.subjects();
        listing = stores.listing();
        clock = stores.clock();
    }

    @Test
    void a_new_user_is_invisible_until_the_creation_is_settled() {
        NewUser user = newUser(drawn((subjects.placeOf(EMAIL) + 1) % 256));
        Begun creation = subjects.create(subjects.read(EMAIL), user, CAUSE).orElseThrow();
        UserId userId = creation.userId();
        assertThat(accounts.read(userId)).isEmpty();
        assertThat(subjects.read(EMAIL).userId()).contains(userId);
        accounts.settle(userId);
        assertThat(account(userId)).isEqualTo(user.account(userId, EMAIL));
        assertThat(accounts.holders(user.keys().getFirst())).contains(userId);
    }

    @Test
    void a_new_user_whose_name_is_for_the_place_of_the_address_is_there_at_once() {
        NewUser user = newUser(drawn(subjects.placeOf(EMAIL)));
        Begun creation = subjects.create(subjects.read(EMAIL), user, CAUSE).orElseThrow();
        UserId userId = creation.userId();
        assertThat(account(userId)).isEqualTo(user.account(userId, EMAIL));
        assertThat(accounts.holders(user.keys().getFirst())).contains(userId);
        accounts.settle(creation);
        assertThat(account(userId)).isEqualTo(user.account(userId, EMAIL));
    }

    @Test
    void no_user_is_created_at_once_with_the_name_of_another() {
        String name = drawn(subjects.placeOf(EMAIL));
        UserId other = create(OTHER_EMAIL, "player-kkkkkkkk");
        assertThat(rename(other, RaceName.of(name)).outcome()).contains(new Outcome.Done(account(other)));
        assertThat(subjects.create(subjects.read(EMAIL), newUser(name.toUpperCase(Locale.ROOT)), CAUSE))
                .isEmpty();
        assertThat(subjects.read(EMAIL).userId()).isEmpty();
        rename(other, NOVA);
        UserId userId = create(EMAIL, name);
        assertThat(account(userId).raceName()).isEqualTo(RaceName.of(name));
    }

    @Test
    void only_one_of_two_writers_creates_the_user_of_an_address() {
        SubjectSnapshot subject = subjects.read(EMAIL);
        assertThat(subjects.create(subject, newUser("player-acdefghj"), CAUSE)).isPresent();
        assertThat(subjects.create(subject, newUser("player-kkkkkkkk"), CAUSE)).isEmpty();
    }

    UserId create(EmailAddress email, String name) {
        Begun creation =
                subjects.create(subjects.read(email), newUser(name), CAUSE).orElseThrow();
        accounts.settle(creation);
        return creation.userId();
    }

    static String drawn(int place) {
        return new GeneratedRaceName(new Random(place)).next(place).value();
    }

    NewUser newUser(String name) {
        RaceName raceName = RaceName.of(name);
        return new NewUser(
                raceName, keys(raceName), LanguageTag.of("en"), TimeZoneName.of("Europe/Berlin"), clock.instant());
    }

    List<CanonicalKey> keys(RaceName name) {
        return policy.keysOf(name);
    }

    Account account(UserId userId) {
        return accounts.read(userId).orElseThrow().account();
    }

    AccountStore.RenameResult rename(UserId userId, RaceName name) {
        return accounts.rename(accounts.read(userId).orElseThrow(), name, keys(name), CAUSE, Optional.empty());
    }
}
