package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Blocks of addresses from the command line. */
final class BlockCommandsIT {
    private static Terminal terminal;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Test
    void a_block_may_have_an_end_which_only_a_later_one_moves_and_is_listed() {
        String[] block = {"users", "block", "ends@example.com", "--reason", "spam"};
        assertThat(terminal.run(with(block, "--until", "2088-01-01")).out())
                .startsWith("blocked: the e-mail address of no user yet, until 2088-01-01 00:00 UTC");
        assertThat(terminal.run(with(block, "--for", "30d", "--json")).out())
                .contains("\"outcome\":\"already_blocked\"", "\"expires_at\":\"2088-01-01T00:00:00.000Z\"");
        assertThat(terminal.run(with(block, "--until", "2090-01-01")).out()).contains("until 2090-01-01");
        assertThat(terminal.run(with(block, "--until", "2090-01-01", "--for", "1d"))
                        .exitCode())
                .isEqualTo(2);
        assertThat(terminal.run(with(block, "--for", "9000y")).err()).contains("--for");
        assertThat(terminal.run(with(block, "--until", "2001-01-01")).err()).contains("--until");
        assertThat(terminal.run("users", "blocks", "--all", "--json").lines())
                .filteredOn(line -> line.contains("ends@example.com"))
                .singleElement()
                .asString()
                .contains(
                        "\"block_id\":\"blk_",
                        "\"reason_code\":\"spam\"",
                        "\"expires_at\":\"2090-01-01T00:00:00.000Z\"");
        terminal.run("users", "block", "other@example.com", "--reason", "spam");
        Terminal.Ended page = terminal.run("users", "blocks", "--page-size", "1");
        assertThat(page.out()).contains("E-MAIL", "other@example.com", "spam (admin");
        assertThat(page.err()).contains("more blocks: ", "--page-token");
    }

    private static String[] with(String[] words, String... more) {
        return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
    }
}
