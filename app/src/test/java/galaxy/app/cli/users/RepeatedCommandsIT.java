package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.client.users.EnsureResult;
import galaxy.client.users.UsersClient;
import galaxy.kernel.EmailAddress;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands that are given again, as they were or changed. */
final class RepeatedCommandsIT {
    private static final Terminal terminal = new Terminal();

    @AfterAll
    static void stop() {
        terminal.close();
    }

    /** The id of a new user. */
    private static String user() {
        try (UsersClient client = terminal.client()) {
            var ensured = client.ensure(EmailAddress.of("u" + System.nanoTime() + "@example.com"), "en", "UTC");
            return ((EnsureResult.Created) ensured.orElseThrow()).userId().value();
        }
    }

    @Test
    void the_same_command_with_a_span_under_the_same_key_is_carried_out_once() {
        String id = user();
        for (String command : List.of(
                "grant %s --plan monthly --for 1mo --reason gift --key k-1",
                "extend %s --for 30d --reason gift --key k-2",
                "sanction %s game_join_block --for 7d --reason spam --key k-3",
                "limit %s max_owned_private_games 5 --for 90min --reason host --key k-4")) {
            String[] arguments = ("users " + command.formatted(id)).split(" ");
            String first = terminal.run(arguments).out();
            var again = terminal.run(arguments);
            assertThat(again.err()).isEmpty();
            assertThat(again.exitCode()).isZero();
            assertThat(again.out()).isEqualTo(first).doesNotContain("ago");
        }
        assertThat(terminal.run("users", "history", id, "--json").lines()).hasSize(5);
    }

    @Test
    void the_next_page_is_a_command_to_paste() {
        user();
        user();
        var first = terminal.run("users", "list", "--page-size", "1", "-m", "can_login=true", "--paid-state", "free");
        assertThat(first.err())
                .contains("galaxy users list --", " --url " + terminal.url(), "--page-size 1", "--paid-state free")
                .contains("--marker can_login=true", " --page-token ");
    }

    @Test
    void a_block_says_what_it_found() {
        String email = "j\u00f6rg-" + System.nanoTime() + "@example.com";
        assertThat(terminal.run("users", "block", email, "--reason", "fraud").err())
                .contains("no user has this address yet", "j\u00f6(U+00F6)rg-");
        assertThat(terminal.run("users", "block", email, "--reason", "spam").err())
                .containsPattern(
                        "already blocked since 20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, for fraud \\(kept\\)");
    }

    @Test
    void a_block_counts_a_span_by_the_clock_of_the_service_and_under_one_key_once() throws Exception {
        String email = "k-" + System.nanoTime() + "@example.com";
        String[] block = {"users", "block", email, "--reason", "spam", "--for", "90min", "--json", "--key", email};
        String first = terminal.run(block).out();
        assertThat(first).contains("\"outcome\":\"blocked\"", "\"expires_at\":\"");
        Thread.sleep(2);
        assertThat(terminal.run(block).out()).isEqualTo(first);
        String[] unblock = {"users", "unblock", email, "--reason", "spam", "--key", email + "-2"};
        assertThat(terminal.run(unblock).out()).startsWith("unblocked");
        assertThat(terminal.run(unblock).out()).as("the first answer").startsWith("unblocked");
        assertThat(terminal.run("users", "block", email, "--reason", "spam", "--key", "\u00e4")
                        .exitCode())
                .isEqualTo(2);
    }
}
