package galaxy.app.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.ExitException;
import galaxy.app.cli.Terminal;
import galaxy.client.ClientSettings;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.DeviceSession;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.Contact;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.users.Account;
import galaxy.client.users.EntitlementPeriod;
import galaxy.client.users.LimitRecord;
import galaxy.client.users.Resolution;
import galaxy.client.users.SanctionRecord;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import galaxy.kernel.UserId;
import galaxy.redis.LoopbackPorts;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DemoIT {
    private static final int USERS = 60;

    @Test
    void a_galaxy_is_made_once_and_can_grow() {
        try (Terminal terminal = new Terminal();
                UsersClient client = terminal.client()) {
            var made = terminal.demo("--count", "60");
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(counts(made))
                    .contains("60 users", "60 race names")
                    .noneMatch(line -> line.contains("refused") || line.contains("left out"));
            assertThat(made.out()).contains("paid_monthly", "countries", "Try next:");
            Set<Account> before = client.users(UserFilter.all()).collect(Collectors.toSet());
            assertThat(before)
                    .hasSize(USERS)
                    .noneMatch(account -> account.raceName().startsWith("player-"));
            assertThat(client.users(UserFilter.all().paid(true))).isNotEmpty();

            assertThat(counts(terminal.demo("--count", "70"))).contains("10 users", "60 users that existed");
            assertThat(client.users(UserFilter.all())).hasSize(70).containsAll(before);
            assertThat(client.users(UserFilter.all().country("DE"))).isNotEmpty();
            assertThat(counts(terminal.demo("--count", "70"))).containsExactly("70 users that existed");
            assertThat(counts(terminal.demo("--count", "70", "--seed", "7")))
                    .contains("70 users", "70 race names")
                    .noneMatch(line -> line.contains("refused") || line.contains("existed"));
        }
    }

    @Test
    void a_second_run_changes_nothing() {
        try (Terminal terminal = new Terminal();
                UsersClient users = terminal.client();
                ConnectionsClient connections = ConnectionsClient.of(ConnectionsSettings.of(terminal.target()));
                AuthClient auth = AuthClient.of(ClientSettings.of(terminal.auth()))) {
            assertThat(terminal.demo("--count", "60").exitCode()).isZero();
            Map<UserId, List<Object>> before = all(users, connections, auth);
            assertThat(before).hasSize(USERS);
            assertThat(before.values().stream().flatMap(List::stream).map(Object::getClass))
                    .contains(
                            Account.class,
                            EntitlementPeriod.class,
                            SanctionRecord.class,
                            LimitRecord.class,
                            UserProfile.class,
                            Contact.class,
                            ContactLink.class,
                            DeviceSession.class,
                            Resolution.Blocked.class);
            assertThat(before.values().stream()
                            .flatMap(List::stream)
                            .filter(ContactLink.class::isInstance)
                            .map(ContactLink.class::cast))
                    .anyMatch(link -> link.usage().count() > 0)
                    .anyMatch(link -> link.usage().revokedAt().isPresent())
                    .noneMatch(link -> link.label().isEmpty());
            assertThat(before.values().stream().flatMap(List::stream))
                    .anyMatch(each -> each instanceof UserProfile profile
                            && profile.details().avatar().isPresent());

            assertThat(counts(terminal.demo("--count", "60"))).containsExactly("60 users that existed");
            assertThat(all(users, connections, auth)).isEqualTo(before);
        }
    }

    @Test
    void what_it_says_to_try_next_works() {
        try (Terminal terminal = new Terminal()) {
            List<String> commands = terminal.demo("--count", "30").lines().stream()
                    .filter(line -> line.startsWith("  ./galaxy "))
                    .map(line -> line.strip().replaceFirst("./galaxy ", ""))
                    .toList();
            assertThat(commands).hasSize(7);
            for (String line : commands) {
                var ended = Terminal.runAlone(words(line));
                assertThat(ended.exitCode()).as(line).isZero();
                assertThat(ended.out()).as(line).isNotBlank();
            }
        }
    }

    @Test
    void makes_the_rest_in_another_run_where_a_service_did_not_respond() {
        try (Terminal terminal = new Terminal()) {
            String url = "--url=" + terminal.url();
            String elsewhere = "--connections-target=127.0.0.1:" + LoopbackPorts.free();
            var half = Terminal.runAlone(
                    "demo",
                    "--count=20",
                    "--timeout=1",
                    url,
                    elsewhere,
                    "--auth-url=" + terminal.auth(),
                    "--management-url=" + terminal.management());
            assertThat(half.exitCode()).isEqualTo(ExitException.UNAVAILABLE);
            assertThat(counts(half)).contains("20 users");
            assertThat(half.out()).doesNotContain("Try next", "usernames");
            var rest = terminal.demo("--count=20");
            assertThat(counts(rest)).contains("20 users that existed");
            assertThat(rest.out())
                    .contains("usernames", "contacts", "contact links", "Try next")
                    .doesNotContain("refused");
        }
    }

    /** What there is of each user, as the services give it. */
    private static Map<UserId, List<Object>> all(UsersClient users, ConnectionsClient connections, AuthClient auth) {
        return users.users(UserFilter.all()).collect(Collectors.toMap(Account::userId, account -> {
            UserId id = account.userId();
            UserRef user = UserRef.of(id);
            Stream<Contact> contacts = connections.contacts(user);
            Stream<ContactLink> links = connections.contactLinks(user);
            return Stream.<Stream<?>>of(
                            Stream.of(account),
                            users.periods(id),
                            users.sanctions(id),
                            users.limits(id),
                            connections.getUserProfiles(List.of(user)).orElseThrow().stream(),
                            contacts,
                            links,
                            auth.allSessions(id).stream(),
                            Stream.of(users.resolve(account.email())))
                    .<Object>flatMap(Function.identity())
                    .toList();
        }));
    }

    /** The lines that say how much was made. */
    private static List<String> counts(Terminal.Ended ended) {
        return ended.lines().stream()
                .takeWhile(line -> !line.isBlank())
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private static String[] words(String line) {
        return Arrays.stream(line.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(word -> word.replace("\"", ""))
                .toArray(String[]::new);
    }
}
