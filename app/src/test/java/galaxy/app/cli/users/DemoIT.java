package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.client.users.Account;
import galaxy.client.users.UserFilter;
import galaxy.client.users.UsersClient;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DemoIT {
    @Test
    void a_galaxy_is_made_once_and_can_grow() {
        try (Terminal terminal = new Terminal();
                UsersClient client = terminal.client()) {
            var made = terminal.run("demo", "--count", "60");
            assertThat(made.exitCode()).as(made.err()).isZero();
            assertThat(made.out())
                    .contains("60  users", "paid_monthly", "countries", "Try next:")
                    .doesNotContain("refused");
            Set<Account> before = client.users(UserFilter.all()).collect(Collectors.toSet());
            assertThat(before)
                    .hasSize(60)
                    .noneMatch(account -> account.raceName().startsWith("player-"));
            assertThat(client.users(UserFilter.all().paid(true))).isNotEmpty();

            assertThat(terminal.run("demo", "--count", "70").out()).contains("10  users", "users that existed");
            assertThat(client.users(UserFilter.all())).hasSize(70).containsAll(before);
            assertThat(client.users(UserFilter.all().country("DE"))).isNotEmpty();
            assertThat(terminal.run("demo", "--count", "70").out()).doesNotContain("refused", "sanctions", "paid_");
            assertThat(terminal.run("demo", "--count", "70", "--seed", "7").out())
                    .contains("70  users", "70  race names")
                    .doesNotContain("refused");
        }
    }

    @Test
    void what_it_says_to_try_next_works() {
        try (Terminal terminal = new Terminal()) {
            terminal.run("demo", "--count", "5").lines().stream()
                    .filter(line -> line.startsWith("  ./galaxy "))
                    .map(line -> line.strip().replaceFirst("./galaxy ", ""))
                    .forEach(line -> assertThat(Terminal.runAlone(words(line)).exitCode())
                            .as(line)
                            .isZero());
        }
    }

    private static String[] words(String line) {
        return Arrays.stream(line.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
                .map(word -> word.replace("\"", ""))
                .toArray(String[]::new);
    }
}
