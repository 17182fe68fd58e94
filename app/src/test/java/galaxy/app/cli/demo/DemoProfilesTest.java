package galaxy.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.connections.json.AvatarManifest;
import galaxy.connections.profile.Avatar;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DemoProfilesTest {
    private static final int MANY = 4_000;

    private final DemoUsers users = new DemoUsers(42);
    private final DemoProfiles profiles = new DemoProfiles(users, 42);

    @Test
    void are_the_same_for_a_seed_and_have_different_usernames() {
        Set<String> names = new HashSet<>();
        IntStream.range(0, MANY)
                .forEach(number -> profiles.person(number).username().ifPresent(username -> {
                    assertThat(username.value()).matches("[a-z][a-z0-9._-]{2,31}");
                    assertThat(names.add(username.value())).isTrue();
                }));
        assertThat(profiles.person(17)).isEqualTo(new DemoProfiles(new DemoUsers(42), 42).person(17));
        assertThat(new DemoProfiles(new DemoUsers(999_999), 999_999)
                        .person(0)
                        .username()
                        .orElseThrow()
                        .value())
                .hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void know_neighbours_only_and_never_themselves() {
        for (int number = 0; number < MANY; number++) {
            int self = number;
            DemoProfiles.Person person = profiles.person(number);
            assertThat(person.contacts())
                    .allMatch(other -> other != self && other >= 0 && Math.abs(other - self) <= 10)
                    .noneMatch(other -> users.user(other).isBlocked());
            assertThat(person.links())
                    .allMatch(link -> !link.usedBy().contains(self))
                    .allMatch(link -> link.maxUses() == 0 || link.usedBy().size() <= link.maxUses());
        }
    }

    @Test
    void have_avatars_of_the_catalogue() {
        var catalogue = AvatarManifest.load();
        assertThat(IntStream.range(0, MANY)
                        .mapToObj(number -> profiles.person(number).details())
                        .flatMap(details -> details.stream())
                        .flatMap(details -> details.avatar().stream())
                        .distinct()
                        .map(avatar -> new Avatar(avatar.setId(), avatar.assetId())))
                .hasSize(18)
                .allMatch(catalogue::has);
    }

    @Test
    void have_one_with_something_on_every_page() {
        assertThat(List.of(30, 200))
                .allSatisfy(count -> assertThat(
                                profiles.person(profiles.example(count)).isComplete())
                        .isTrue());
    }
}
