package galaxy.app;

import static galaxy.app.CommandTable.has;
import static galaxy.app.CommandTable.isOf;
import static galaxy.app.CommandTable.options;
import static galaxy.app.CommandTable.spec;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.gateway.DeviceKey;
import galaxy.client.gateway.PrivateFile;
import galaxy.client.users.EnsureResult;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every command with every kind of wrong input that it can be given: a short answer in words of people, and the right code. What
 * takes a process of its own (signals, terminals, descriptors) is in {@code ProcessIT}, for a command of each kind of output.
 */
final class WrongInputIT {
    private static final JsonMapper JSON = new JsonMapper();
    private static final UserRef U1 = UserRef.of("u1");

    /** A value of options of a type. */
    private static final Map<Class<?>, String> VALUES =
            Map.of(String.class, "x", Path.class, "x", Integer.class, "1", int.class, "1", Instant.class, "2090-01-01");

    /** Arguments that are no files to be read: one that is made, and a folder with copies, which BackupIT tries. */
    private static final Set<String> FOLDERS_OR_MADE = Set.of("OUT", "BACKUPS");

    /** Where no data and no copies are, these say so and print nothing. */
    private static final Map<String, Set<Integer>> SILENT = Map.of("backup", Set.of(78), "restore", Set.of(2));

    private static Terminal terminal;
    private static SelfSignedCertificate certificate;
    private static TlsProxy tls;
    private static String userId;
    private static ContactLink link;

    @TempDir
    private Path folder;

    private CommandTable table;

    @BeforeAll
    static void start() {
        terminal = new Terminal();
        certificate = SelfSignedCertificate.make();
        tls = TlsProxy.inFrontOf("127.0.0.1", terminal.url().getPort(), certificate);
        try (var users = terminal.client();
                var connections = ConnectionsClient.of(ConnectionsSettings.of(terminal.target()))) {
            var ensured = users.ensure(EmailAddress.of("ada@example.com"), "en", "UTC");
            userId = ((EnsureResult.Created) ensured.orElseThrow()).userId().value();
            connections
                    .setUserProfile(U1, Username.of("nova"), ProfileDetails.named("Nova"))
                    .orElseThrow();
            connections.addContact(U1, UserRef.of("u2")).orElseThrow();
            link = connections
                    .createContactLink(U1, IdempotencyKey.of("link"), new End.Never(), 0)
                    .orElseThrow();
        }
    }

    @AfterAll
    static void stop() {
        tls.close();
        certificate.close();
        terminal.close();
    }

    @BeforeEach
    void make_the_table() {
        table = new CommandTable(
                folder, Map.of("UserId", userId, "LinkId", link.id().value()));
    }

    private record Ended(int exitCode, String out, String err) {}

    private static Ended run(Writer out, List<String> words) {
        var err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    /** The answer is for people. */
    private static void refused(int code, List<String> words, String... said) {
        Ended ended = run(new StringWriter(), words);
        assertThat(ended.err()).as("%s", words).contains(said);
        assertForPeople(words, ended);
        assertThat(ended.exitCode()).as("%s: %s", words, ended.err()).isEqualTo(code);
        assertThat(ended.out()).as("%s", words).isEmpty();
    }

    private static void assertForPeople(List<String> words, Ended ended) {
        assertThat(ended.err())
                .as("%s", words)
                .doesNotContain("\tat ", "Exception", "java.", "picocli", "interface ", "galaxy.app", "null");
        assertThat(ended.err().lines())
                .as("%s", words)
                .hasSizeBetween(1, 4)
                .allMatch(line -> line.matches("galaxy: .+|(Did you mean|Possible solutions|continuing after line).+"));
    }

    static Stream<String> commands() {
        return CommandTable.commands();
    }

    @Test
    void every_command_of_the_program_is_tried() {
        assertThat(commands()).hasSizeGreaterThan(45).contains("users list", "geo reviews", "events tail", "sign-in");
        assertThat(CommandTable.ofServices()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_that_there_is_not(String command) {
        refused(2, table.words(command, "--no-such-option"), "there is no option --no-such-option");
        refused(2, table.words(command, "--verbos"), "--verbose");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_word_too_many_or_too_few(String command) {
        boolean takesMore = spec(command).positionalParameters().stream()
                .anyMatch(argument -> argument.arity().isVariable());
        if (!takesMore) {
            refused(2, table.words(command, "too", "many"), "there is no place for");
        }
        if (spec(command).args().stream().anyMatch(ArgSpec::required)) {
            refused(2, List.of(command.split(" ", -1)), "is missing");
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_option_without_its_value_or_twice(String command) {
        options(command).filter(option -> option.arity().min() == 1).forEach(option -> {
            String name = option.longestName();
            refused(2, table.words(command, name), name);
            VALUES.forEach((type, value) -> {
                if (!option.isMultiValue() && isOf(option, type)) {
                    refused(2, table.words(command, name, value, name, value), name + " is given twice");
                }
            });
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_value_that_is_none(String command) {
        options(command).forEach(option -> {
            String name = option.longestName();
            if (isOf(option, Integer.class, int.class)) {
                for (String wrong : List.of("x", "1.5", "99999999999", "")) {
                    refused(2, table.words(command, name, wrong), name + ": must be a whole number");
                }
                refused(2, table.words(command, name, "-1"), name + " must be ");
            } else if (isOf(option, Instant.class)) {
                for (String wrong : List.of("soon", "2027-02-30", "1999-12-31", "")) {
                    refused(2, table.words(command, name, wrong), name + ": ");
                }
            } else if (option.auxiliaryTypes().length > 0 && option.auxiliaryTypes()[0].isEnum()) {
                refused(2, table.words(command, name, "no-such"), name + ": must be one of ");
            }
        });
    }

    /** Case C34: the JVM has replaced what its locale does not have. */
    @ParameterizedTest
    @MethodSource("commands")
    void letters_beyond_ascii_in_a_locale_of_ascii(String command) {
        String encoding = System.setProperty("sun.jnu.encoding", "ANSI_X3.4-1968");
        try {
            refused(2, table.words(command, "Zo\uFFFD"), "the locale (ANSI_X3.4-1968)", "LC_ALL=C.UTF-8");
        } finally {
            System.setProperty("sun.jnu.encoding", encoding);
        }
    }

    /** Also root cannot make a file in a file. */
    @ParameterizedTest
    @MethodSource("commands")
    void a_file_that_is_not_there_a_folder_or_in_a_folder_that_cannot_be_written(String command) throws Exception {
        input(command);
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Map<Path, String> wrong = Map.of(
                folder.resolve("none").resolve("file"),
                "there is no such file or folder",
                folder,
                "folder",
                plain.resolve("file"),
                "folder");
        for (OptionSpec option :
                options(command).filter(each -> isOf(each, Path.class)).toList()) {
            // The fault of an output is seen when something is written to it.
            List<String> words = command.equals("users import") ? List.of("--concurrency", "1") : List.of();
            wrong.forEach((file, reason) -> {
                if (isRightForTheSession(command, option, file)) {
                    return;
                }
                List<String> all = new ArrayList<>(words);
                all.addAll(List.of(option.longestName(), file.toString()));
                List<String> line = served(command, all);
                Ended ended = run(new StringWriter(), line);
                assertThat(ended.exitCode()).as("%s: %s", line, ended.err()).isIn(2, 74, 78);
                assertThat(ended.err()).as("%s", line).contains(file.toString()).containsAnyOf(reason, "no file");
                assertForPeople(line, ended);
            });
        }
    }

    /** Its folder is made. */
    private static boolean isRightForTheSession(String command, OptionSpec option, Path file) {
        return option.longestName().equals("--session")
                && !isOfThePlayer(command)
                && file.toString().contains("none");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void an_argument_that_is_no_file(String command) throws Exception {
        for (ArgSpec argument : spec(command).positionalParameters()) {
            if (isOf(argument, Path.class) && !FOLDERS_OR_MADE.contains(argument.paramLabel())) {
                refused(
                        74,
                        served(command, List.of()),
                        folder.resolve("input").toString(),
                        "there is no such file or folder");
                Files.createDirectory(folder.resolve("input"));
                Ended ended = run(new StringWriter(), served(command, List.of()));
                assertThat(ended.exitCode()).as(ended.err()).isEqualTo(74);
                assertThat(ended.err())
                        .contains(folder.resolve("input").toString())
                        .containsAnyOf("it is a folder", "it is not a regular file");
                Files.delete(folder.resolve("input"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void json_is_nothing_but_json(String command) throws Exception {
        if (!has(command, "--json")) {
            return;
        }
        input(command);
        Ended ended = run(new StringWriter(), served(command, List.of("--json")));
        assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isIn(0, 1);
        assertThat(ended.out().lines())
                .allSatisfy(line -> assertThat(JSON.readTree(line).isObject()).isTrue());
        if (ended.exitCode() == 1 && !command.equals("users import")) {
            assertThat(ended.out()).as("%s", command).isEmpty();
            assertForPeople(List.of(command), ended);
        }
    }

    /** Whatever is written is missed: a command that wrote something has not done what it was asked for. */
    @Test
    void a_full_disk_and_a_reader_that_went_away() throws Exception {
        int printing = 0;
        for (String command : commands().toList()) {
            for (String reason : List.of("No space left on device", "Broken pipe")) {
                input(command);
                boolean isFull = reason.startsWith("No");
                var err = new StringWriter();
                var tries = new AtomicInteger();
                List<String> words = served(command, List.of());
                int code = Main.execute(
                        Terminal.brokenOutput(reason, tries::incrementAndGet),
                        new PrintWriter(err),
                        words.toArray(String[]::new));
                assertThat(tries.get())
                        .as("%s ends at the first failure", words)
                        .isLessThan(2);
                if (tries.get() > 0) {
                    assertThat(code).as("%s: %s", words, err).isEqualTo(isFull ? 74 : 0);
                    printing++;
                    if (isFull) {
                        assertThat(err.toString())
                                .doesNotContain("\tat ", "Exception")
                                .contains("the standard output cannot be written: the disk is full");
                    }
                } else {
                    assertThat(code).as("%s: %s", words, err).isIn(SILENT.getOrDefault(command, Set.of(0, 1, 65)));
                    assertThat(err.toString()).as("%s is silent", words).isNotEmpty();
                }
            }
        }
        assertThat(printing).as("most commands print something").isGreaterThan(50);
    }

    /** All commands at once, as each waits for a second. */
    private static void atOnce(Consumer<String> check) throws Exception {
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> calls = CommandTable.ofServices()
                    .<Callable<Boolean>>map(command -> () -> {
                        check.accept(command);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> each : threads.invokeAll(calls)) {
                assertThat(each.get()).isTrue();
            }
        }
    }

    @Test
    void a_port_where_no_one_listens() throws Exception {
        input("");
        String address = "127.0.0.1:" + LoopbackPorts.free();
        atOnce(command ->
                refused(69, at(command, "http://" + address, address, "--timeout", "1"), address, "./galaxy serve"));
    }

    @Test
    void a_port_that_there_is_not() throws Exception {
        input("");
        atOnce(command -> refused(
                2,
                at(command, "http://127.0.0.1:99999", "127.0.0.1:99999"),
                has(command, "--url") ? "--url" : "--target"));
    }

    @Test
    void the_port_of_another_service() throws Exception {
        input("");
        atOnce(command -> {
            Ended ended = run(
                    new StringWriter(),
                    at(command, "http://" + terminal.target(), terminal.url().getAuthority(), "--timeout", "1"));
            assertThat(ended.exitCode()).as("%s: %s", command, ended.err()).isIn(69, 70);
            assertThat(ended.err())
                    .as(command)
                    .containsAnyOf(
                            "it does not speak gRPC",
                            "does not speak HTTP/1.1",
                            "check that --url is",
                            "did not respond");
            assertForPeople(List.of(command), ended);
        });
    }

    @Test
    void a_host_that_is_unknown_and_a_port_that_is_silent() throws Exception {
        input("");
        try (var silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + silent.getLocalPort();
            String unknown = "no-such-host.invalid:1";
            atOnce(command -> {
                refused(69, at(command, "http://" + unknown, unknown, "--timeout", "1"), "unknown host");
                List<String> words = at(command, "http://" + address, address, "--timeout", "1");
                refused(69, words, address, "no response");
                boolean isRead = has(command, "--dry-run")
                        || command.matches(
                                ".*(list|lookup|get|show|history|preview|export|observations|versions|blocks)")
                        || command.matches("connections.*");
                if (isRead) {
                    assertThat(run(new StringWriter(), words).err())
                            .as("%s: nothing was sent, or there was nothing to change", words)
                            .doesNotContain("carried out");
                }
            });
        }
    }

    @Test
    void tls_to_a_port_without_and_the_other_way_round() throws Exception {
        input("");
        atOnce(command -> {
            List<String> words = at(command, "https://" + url(command).getAuthority(), terminal.target());
            refused(69, withTls(command, words), "TLS");
            // The other end speaks only TLS, with a certificate that no one trusts.
            String address = "127.0.0.1:" + tls.port();
            refused(69, at(command, "http://" + address, address), "TLS", " in 1 attempt ");
            List<String> trusted = at(command, "https://" + address, address);
            refused(69, withTls(command, trusted), "its certificate is not trusted", " in 1 attempt ");
        });
    }

    private static boolean isOfThePlayer(String command) {
        return command.equals("call") || command.equals("sign-out");
    }

    private static List<String> withTls(String command, List<String> words) {
        if (has(command, "--tls")) {
            words.add("--tls");
        }
        return words;
    }

    private static URI url(String command) {
        return switch (command.split(" ", 2)[0]) {
            case "sessions" -> terminal.auth();
            case "sign-in", "call", "sign-out" -> terminal.gateway();
            case "geo" -> terminal.geoprofile();
            case "outbox" -> terminal.management();
            default -> terminal.url();
        };
    }

    /** Where the service of the command is. */
    private List<String> served(String command, List<String> more) {
        List<String> words = table.words(command, more.toArray(String[]::new));
        if (has(command, "--redis-uri")) {
            words.addAll(List.of("--redis-uri", terminal.redis()));
        } else if (isOfThePlayer(command)) {
            words.addAll(List.of(
                    "--target", terminal.gatewayTarget(), "--url", url(command).toString()));
        } else if (has(command, "--target")) {
            words.addAll(List.of("--target", terminal.target()));
        } else if (has(command, "--url")) {
            words.addAll(List.of("--url", url(command).toString()));
        }
        if (has(command, "--management-url")) {
            words.addAll(List.of("--management-url", terminal.management().toString()));
        }
        return words;
    }

    private List<String> at(String command, String url, String target, String... more) {
        List<String> words = table.words(command, more);
        if (has(command, "--target")) {
            words.addAll(List.of("--target", target));
        }
        if (has(command, "--url")) {
            words.addAll(List.of("--url", url));
        }
        return words;
    }

    /** A line that can be imported, and one that is refused; or the token of a link. And a session that there is not. */
    private void input(String command) throws Exception {
        DeviceKey key = DeviceKey.generate();
        try (PrivateFile session = PrivateFile.prepare(folder.resolve(CommandTable.SESSION))) {
            session.write(
                    "{\"device_session_id\":\"dvs_0123456789abcdefghjkmnpqrs\",\"user_id\":\"%s\",\"public_key\":\"%s\",\"private_key\":\"%s\"}"
                            .formatted(userId, key.publicKey(), key.privateKey().reveal()));
        }
        String line = "{\"email\":\"cleo@example.com\",\"preferred_language\":\"en\",\"time_zone\":\"UTC\"}\n";
        Files.writeString(
                folder.resolve("input"),
                command.startsWith("connections") ? link.token().value() : "broken\n" + line);
    }
}
