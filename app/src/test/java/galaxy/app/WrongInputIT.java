package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.kernel.EmailAddress;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TlsProxy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command with every kind of wrong input that it can be given: a short answer in words of people, and the right code. */
final class WrongInputIT {
    private static final String BY = " --reason test";
    private static final String USER = "usr_0123456789abcdefghjkmnpqrs";

    /** A valid command line of every command that people call, apart from where the service is. */
    private static final Map<String, String> VALID = new TreeMap<>(Map.ofEntries(
            Map.entry("users show", "ada@example.com"),
            Map.entry("users list", ""),
            Map.entry("users history", "ada@example.com"),
            Map.entry("users grant", "ada@example.com --plan monthly --for 30d --dry-run" + BY),
            Map.entry("users extend", "ada@example.com --for 30d --dry-run" + BY),
            Map.entry("users revoke", "ada@example.com --dry-run" + BY),
            Map.entry("users sanction", "ada@example.com game_join_block" + BY),
            Map.entry("users unsanction", "ada@example.com game_join_block" + BY),
            Map.entry("users limit", "ada@example.com max_owned_private_games 3" + BY),
            Map.entry("users unlimit", "ada@example.com max_owned_private_games" + BY),
            Map.entry("users block", "bea@example.com" + BY),
            Map.entry("users blocks", ""),
            Map.entry("users unblock", "bea@example.com" + BY),
            Map.entry("users import", "INPUT"),
            Map.entry("users export", ""),
            Map.entry("connections username set", "u1 nova"),
            Map.entry("connections username get", "u1"),
            Map.entry("connections username lookup", "nova"),
            Map.entry("connections profile set", "u1 --name Nova"),
            Map.entry("connections profile get", "u1"),
            Map.entry("connections profile lookup", "nova"),
            Map.entry("connections contacts add", "u1 u2"),
            Map.entry("connections contacts remove", "u1 u2"),
            Map.entry("connections contacts list", "u1"),
            Map.entry("connections links create", "u1 --for 30d"),
            Map.entry("connections links revoke", "u1 lnk_00000000000000000000000000000000"),
            Map.entry("connections links consume", "INPUT u2"),
            Map.entry("connections links preview", "INPUT"),
            Map.entry("connections links list", "u1"),
            Map.entry("connections links events", "u1 lnk_00000000000000000000000000000000"),
            Map.entry("sessions list", "usr_00000000000000000000000000"),
            Map.entry("sessions revoke", "dvs_00000000000000000000000000" + BY),
            Map.entry("sessions revoke-all", "usr_00000000000000000000000000" + BY),
            Map.entry("sign-in", "pilot@example.com --session OUTPUT"),
            Map.entry("outbox", ""),
            Map.entry("geo show", USER),
            Map.entry("geo versions", USER),
            Map.entry("geo observations", USER),
            Map.entry("geo propose", USER + " DE" + BY),
            Map.entry("geo approve", USER + " 1" + BY),
            Map.entry("geo reject", USER + " 1" + BY),
            Map.entry("geo withdraw", USER + " 1" + BY),
            Map.entry("geo reviews", ""),
            Map.entry("events tail", "--no-follow"),
            Map.entry("geoip lookup", "192.0.2.1"),
            Map.entry("geoip info", ""),
            Map.entry("geoip compile", "INPUT OUTPUT --source here"),
            Map.entry("store reindex", ""),
            Map.entry("store collisions", ""),
            Map.entry("demo", "")));

    /** A value of options of a type. */
    private static final Map<Class<?>, String> VALUES =
            Map.of(String.class, "x", Path.class, "x", Integer.class, "1", int.class, "1", Instant.class, "2090-01-01");

    /** Commands of the launcher, and the one that ends only with a signal. */
    private static final List<String> OTHERS = List.of("serve", "warm-up");

    private static Terminal terminal;
    private static SelfSignedCertificate certificate;
    private static TlsProxy tls;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
        certificate = SelfSignedCertificate.make();
        tls = TlsProxy.inFrontOf("127.0.0.1", terminal.url().getPort(), certificate);
        var _ = terminal.client().ensure(EmailAddress.of("ada@example.com"), "en", "UTC");
    }

    @AfterAll
    static void stop() {
        tls.close();
        certificate.close();
        terminal.close();
    }

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(Writer out, List<String> words) {
        var err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private List<String> words(String command, String... more) {
        String line = command + " " + VALID.get(command);
        List<String> words = new ArrayList<>(Arrays.asList(line.trim()
                .replace("INPUT", folder.resolve("input").toString())
                .replace("OUTPUT", folder.resolve("output").toString())
                .split(" ", -1)));
        words.addAll(List.of(more));
        return words;
    }

    /** The answer is for people. */
    private static void refused(int code, List<String> words, String... said) {
        Ended ended = run(new StringWriter(), words);
        assertThat(ended.err())
                .as("%s", words)
                .contains(said)
                .doesNotContain("\tat ", "Exception", "java.", "picocli", "interface ", "galaxy.app", "null");
        assertThat(ended.err().lines())
                .as("%s", words)
                .hasSizeBetween(1, 4)
                .allMatch(line -> line.matches("galaxy: .+|(Did you mean|Possible solutions).+"));
        assertThat(ended.exitCode()).as("%s: %s", words, ended.err()).isEqualTo(code);
        assertThat(ended.out()).as("%s", words).isEmpty();
    }

    static Stream<String> commands() {
        return VALID.keySet().stream();
    }

    /** Those that call a service. */
    static Stream<String> ofServices() {
        return commands()
                .filter(command -> hasOption(command, "--url") || hasOption(command, "--target"))
                .filter(command -> hasOption(command, "--timeout"));
    }

    private static CommandLine spec(String command) {
        CommandLine line = Main.commandLine();
        for (String word : command.split(" ", -1)) {
            line = line.getSubcommands().get(word);
        }
        return line;
    }

    private static boolean hasOption(String command, String name) {
        return spec(command).getCommandSpec().findOption(name) != null;
    }

    private static Stream<OptionSpec> options(String command, Predicate<OptionSpec> which) {
        return spec(command).getCommandSpec().options().stream().filter(which);
    }

    private static boolean isOf(ArgSpec argument, Class<?>... types) {
        return Stream.concat(Stream.of(argument.type()), Arrays.stream(argument.auxiliaryTypes()))
                .anyMatch(type -> Arrays.asList(types).contains(type));
    }

    @Test
    void the_table_has_every_command() {
        List<String> all = new ArrayList<>();
        collect(Main.commandLine(), "", all);
        all.removeAll(OTHERS);
        assertThat(all).containsExactlyInAnyOrderElementsOf(VALID.keySet());
    }

    private static void collect(CommandLine line, String path, List<String> all) {
        if (line.getSubcommands().isEmpty()) {
            all.add(path.trim());
        }
        line.getSubcommands().forEach((name, sub) -> collect(sub, path + " " + name, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_that_there_is_not(String command) {
        refused(2, words(command, "--no-such-option"), "there is no option --no-such-option");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_misspelt_option(String command) {
        refused(2, words(command, "--verbos"), "--verbose");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_word_too_many(String command) {
        if (!command.equals("geoip lookup")) {
            refused(2, words(command, "too", "many"), "there is no place for");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothing_where_something_is_needed(String command) {
        boolean isNeeded = spec(command).getCommandSpec().args().stream().anyMatch(ArgSpec::required);
        if (isNeeded) {
            refused(2, List.of(command.split(" ", -1)), "is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_without_its_value_or_twice(String command) {
        options(command, option -> option.arity().min() == 1 && !option.hidden())
                .forEach(option -> {
                    String name = option.longestName();
                    refused(2, words(command, name), name);
                    VALUES.forEach((type, value) -> {
                        boolean isOnce =
                                !option.isMultiValue() && !VALID.get(command).contains(name + " ");
                        if (isOnce && isOf(option, type)) {
                            refused(2, words(command, name, value, name, value), name + " is given twice");
                        }
                    });
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_number_that_is_none_or_out_of_range(String command) {
        options(command, option -> isOf(option, Integer.class, int.class) && !option.hidden())
                .forEach(option -> {
                    String name = option.longestName();
                    for (String wrong : List.of("x", "1.5", "99999999999", "")) {
                        refused(2, words(command, name, wrong), name + ": must be a whole number");
                    }
                    refused(2, words(command, name, "-1"), name + " must be ");
                });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_file_that_is_not_there_or_a_folder(String command) {
        Path none = folder.resolve("none").resolve("file");
        options(command, option -> isOf(option, Path.class)).forEach(option -> {
            String name = option.longestName();
            if (!VALID.get(command).contains(name + " ")) {
                Ended ended = run(new StringWriter(), words(command, name, none.toString()));
                assertThat(ended.exitCode())
                        .as("%s %s: %s", command, name, ended.err())
                        .isIn(0, 74, 78);
            }
        });
        if (VALID.get(command).contains("INPUT")) {
            refused(74, words(command), folder.resolve("input").toString(), "there is no such file");
        }
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void a_port_where_no_one_listens(String command) throws Exception {
        input(command);
        int port = LoopbackPorts.free();
        refused(
                69,
                at(command, "http://127.0.0.1:" + port, "127.0.0.1:" + port, "--timeout", "1"),
                "127.0.0.1:" + port,
                "./galaxy serve");
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void the_port_of_another_service(String command) throws Exception {
        input(command);
        Ended ended = run(
                new StringWriter(), at(command, "http://" + grpc(), url(command).getAuthority(), "--timeout", "1"));
        assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isIn(69, 70);
        assertThat(ended.err()).contains("galaxy: ").doesNotContain("\tat ", "Exception");
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void tls_to_a_port_without(String command) throws Exception {
        input(command);
        List<String> words = at(command, "https://" + url(command).getAuthority(), grpc());
        if (hasOption(command, "--tls")) {
            words.add("--tls");
        }
        refused(69, words, "TLS");
    }

    /** The other end speaks only TLS, with a certificate that no one trusts. */
    @ParameterizedTest
    @MethodSource("ofServices")
    void a_port_with_tls(String command) throws Exception {
        input(command);
        String address = "127.0.0.1:" + tls.port();
        refused(69, at(command, "http://" + address, address), "TLS", " in 1 attempt ");
        List<String> words = at(command, "https://" + address, address);
        if (hasOption(command, "--tls")) {
            words.add("--tls");
        }
        refused(69, words, "its certificate is not trusted", " in 1 attempt ");
    }

    @Test
    void a_host_that_is_unknown_and_a_port_that_is_silent() throws Exception {
        Map<Boolean, List<String>> byInput =
                ofServices().collect(Collectors.partitioningBy(command -> command.startsWith("users")));
        try (var silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
                // Each waits for a second.
                var threads = Executors.newFixedThreadPool(8)) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            for (List<String> commands : byInput.values()) {
                input(commands.getFirst());
                List<Callable<Boolean>> calls = commands.stream()
                        .<Callable<Boolean>>map(command -> () -> {
                            refused(
                                    69,
                                    at(
                                            command,
                                            "http://no-such-host.invalid:1",
                                            "no-such-host.invalid:1",
                                            "--timeout",
                                            "1"),
                                    "unknown host");
                            refused(
                                    69,
                                    at(command, "http://" + address, address, "--timeout", "1"),
                                    address,
                                    "no response");
                            return true;
                        })
                        .toList();
                for (Future<Boolean> each : threads.invokeAll(calls)) {
                    assertThat(each.get()).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void a_full_disk_and_a_reader_that_went_away(String command) throws Exception {
        if (command.equals("sign-in")) {
            return; // Each call would send a code, and wait for it.
        }
        input(command);
        for (boolean isFull : new boolean[] {true, false}) {
            var err = new StringWriter();
            List<String> words = at(command, url(command).toString(), grpc());
            int code = Main.execute(
                    Terminal.brokenOutput(isFull ? "No space left on device" : "Broken pipe"),
                    new PrintWriter(err),
                    words.toArray(String[]::new));
            if (code == 0 && isFull) {
                assertThat(err.toString())
                        .as("nothing was printed by %s", words)
                        .doesNotContain("galaxy: ");
            } else {
                assertThat(code).as("%s: %s", words, err).isIn(isFull ? List.of(1, 74) : List.of(0, 1));
            }
            assertThat(err.toString()).doesNotContain("\tat ", "Exception");
        }
    }

    private static URI url(String command) {
        return command.startsWith("sessions") || command.equals("sign-in") ? terminal.auth() : terminal.url();
    }

    private static String grpc() {
        return terminal.target();
    }

    private List<String> at(String command, String url, String target, String... more) {
        List<String> words = words(command, more);
        words.addAll(hasOption(command, "--target") ? List.of("--target", target) : List.of("--url", url));
        return words;
    }

    private void input(String command) throws Exception {
        String text = command.startsWith("users")
                ? "{\"email\":\"cleo@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"UTC\"}\n"
                : "abcdefghijklmnopqrstuvwxyz0";
        Files.writeString(folder.resolve("input"), text);
    }
}
