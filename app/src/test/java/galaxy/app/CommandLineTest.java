package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the program says to those who type at it. */
final class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_the_commands_and_hides_what_only_the_launcher_needs() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString())
                .contains("Usage: galaxy", "serve", "--version")
                .doesNotContain("warm-up");
    }

    @Test
    void without_a_command_it_shows_the_help() {
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("Usage: galaxy", "serve");
    }

    @Test
    void help_of_serve_lists_its_options_and_exit_codes() {
        assertThat(run("serve", "--help")).isZero();
        assertThat(out.toString())
                .contains("--set", "--config", "SERVICE", "docs/reference/configuration.md", "Exit codes:")
                .containsPattern(" 0 +stopped on request")
                .containsPattern(" 2 +the command line")
                .containsPattern("69 +Redis")
                .containsPattern("78 +the settings");
    }

    @Test
    void a_command_that_is_named_does_not_wait_for_the_others_to_be_read() {
        assertThat(Main.commandLine("serve", "--help").getSubcommands()).containsOnlyKeys("serve");
    }

    @Test
    void prints_its_version() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("galaxy ");
    }

    @Test
    void only_the_program_has_a_version() {
        assertThat(commands(Main.commandLine()).skip(1)).isNotEmpty().allSatisfy(command -> {
            String name = command.getCommandSpec().qualifiedName();
            assertThat(command.getUsageMessage()).as(name).contains("--help").doesNotContain("--version");
        });
        assertThat(run("users", "list", "-V")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no option -V");
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::commands));
    }

    @ParameterizedTest
    @ValueSource(strings = {"srve", "--no-such", "serve --sett a=b", "serve everything", "serve --set"})
    void what_it_does_not_know_is_answered_with_2_and_what_was_meant_or_the_help(String typed) {
        assertThat(run(typed.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).containsAnyOf("--help`", "Did you mean", "Possible solutions");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "users list --page-size x, --page-size: must be a whole number",
        "users list --page-size 0, --page-size must be 1 to 200",
        "users list --contry DE, there is no option --contry",
        "users list more, there is no place for more",
        "users show, USER is missing",
        "users grant a --reason b, --plan is missing",
        "connections links list p --limit -1, --limit must be 1 to 1000000",
        "connections links list p --target http://127.0.0.1:9090, --target must be HOST:PORT",
        "connections links list p --target galaxy_connections:9090, --target must be HOST:PORT",
        "users list --url no^url, --url: must be an address",
        "users show a --for 1x, there is no option --for",
        "users sanction a game_join_block --reason r --for 1x, --for: give a number",
        "users sanction a gamejoinblock --reason r, did you mean game_join_block?",
        "users list -m can_login=true -m can_login=false, --marker: can_login cannot be true and false at once",
        "users list -m can_login=yes, --marker: must be a marker and true or false",
        "users list -m canlogin=true, did you mean can_login?",
        "users list --country de, --country: is not an assigned upper-case ISO 3166-1 alpha-2 code",
        "connections contacts add ~ b, OWNER: is the id of a user: 1 to 128 characters",
        "connections profile get ~, USER: is the id of a user: 1 to 128 characters",
        "connections username set u x, USERNAME: must have 3 to 32 ASCII letters",
        "connections username lookup \u0430da, USERNAME: must have 3 to 32 ASCII letters",
        "connections links revoke u lnk_1, LINK: is the id of a link: lnk_ and 32",
        "connections profile set u --name ~, --name must have 1 to 64 characters",
        "connections profile set u --name N --avatar ships/, --avatar: must be a set and an asset",
        "connections links show u lnk_1, LINK: is the id of a link: lnk_ and 32",
        "connections links create p --label xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, --label must have",
        "connections links create p --max-uses -1, --max-uses must be 0 to",
        "connections links list p --target 127.0.0.1:99999, with a port of 1 to 65535",
        "users list --url http://127.0.0.1:99999, --url: the address of a service must be like",
        "users list --token-file /dev/null, --token-file /dev/null: a token has only letters",
        "call user.acount.get, MESSAGE_TYPE must be one of user.account.get",
        "call user.acount.get, did you mean user.account.get?",
        "call session.events.subscribe, MESSAGE_TYPE must be one of",
        "call user.profile.update {\"race\":1}, JSON has the unknown field race",
        "call user.profile.update {, JSON is not JSON",
        "call user.account.get --request-id a/b, --request-id must have 1 to 64 characters",
        "call user.account.get --url http://127.0.0.1:99999, --url: the address of a service must be like",
        "call user.account.get --target 127.0.0.1:99999, with a port of 1 to 65535",
        "sign-out --target 127.0.0.1:99999, with a port of 1 to 65535",
        "sign-in nonsense, 'EMAIL must have a name, one @ and a domain'",
        "users limit a max_owned_private_games 1000001 --reason r, VALUE must be 0 to 1000000",
        "users grant a --plan monthly --reason r, --plan paid_monthly needs an end",
        "users grant a --plan lifetime --for 1d --reason r, --plan lifetime has no end",
        "users sanction a login_block --reason r --until 1999-12-31, --until: a time is of the years 2000 to 9999",
        "users block a@example.com --reason r --until 2090-01-01 --for 1d, --until and --for both set the end",
        "users block a@example.com --reason r --key ~, --key must have 1 to 128",
        "connections profile set u --name N\u3164, --name must not contain control",
        "connections profile set u --name N --bio a\u202Eb, --bio must not contain control",
        "users list --paid-state fre, '--paid-state: must be one of free, paid; did you mean free?'",
        "users history u --only limit, did you mean limits?",
        "geo reviews --status proposd, did you mean proposed?",
        "geo propose usr_0123456789abcdefghjkmnpqrs DE --reason r --source admn, did you mean admin?",
        "events tail --type user.profile.change, did you mean user.profile.changed?",
        "serve usrs, did you mean users?",
    })
    void one_line_names_the_option_and_what_is_wrong(String typed, String line) {
        String[] words = Stream.of(typed.split(" ", -1))
                .map(word -> word.equals("~") ? "" : word)
                .toArray(String[]::new);
        assertThat(run(words)).isEqualTo(2);
        assertThat(err.toString()).startsWith("galaxy: ").contains(line).doesNotContain("\tat ", "java.");
    }

    @Test
    void a_value_may_begin_with_a_dash_or_an_at_sign() {
        var words = new String[] {"connections", "profile", "set", "u", "--name", "-Nova-", "--bio", "@bio"};
        assertThat(Main.commandLine(words)
                        .parseArgs(words)
                        .subcommand()
                        .subcommand()
                        .subcommand()
                        .matchedOptions())
                .extracting(option -> String.valueOf(option.<Object>getValue()))
                .contains("-Nova-", "@bio");
    }

    @Test
    void help_and_errors_name_the_program_as_it_was_called() {
        System.setProperty("galaxy.command", "./galaxy");
        try {
            assertThat(run("users", "list", "--help")).isZero();
            assertThat(out.toString()).contains("Usage: ./galaxy users list");
            assertThat(run("users", "show")).isEqualTo(2);
            assertThat(err.toString()).contains("Read `./galaxy users show --help`");
        } finally {
            System.clearProperty("galaxy.command");
        }
    }

    @Test
    void a_word_with_an_at_sign_is_no_file(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--help");
        assertThat(run("users", "show", "@" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("USER", "an e-mail address");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine(arguments);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
