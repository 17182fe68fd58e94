package galaxy.app.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.SettingSources;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services of sign-in in one process with an outbox, and the commands that call them. */
public final class SignInProcess implements AutoCloseable {
    public static final JsonMapper JSON = JsonMapper.builder().build();

    private final RedisNode redis;
    private final RunningProcess galaxy;

    public SignInProcess() {
        this(Map.of());
    }

    /** With more settings. */
    public SignInProcess(Map<String, String> more) {
        this(RedisNode.Options.plain(), more);
    }

    /** With a store of another kind, and more settings. */
    public SignInProcess(RedisNode.Options store, Map<String, String> more) {
        redis = RedisNode.start(store);
        var settings = ProcessSettings.with(Map.of("redis.uri", redis.uri(), "log.level", "error"));
        settings.putAll(more);
        galaxy = Galaxy.PROCESS.start(SettingSources.of(settings));
    }

    /** Where the REST interface of the gateway is. */
    public String gateway() {
        return gateway(true);
    }

    /** Where the gRPC interface of the gateway is. */
    public String target() {
        return gateway(false);
    }

    private String gateway(boolean isHttp) {
        return Objects.requireNonNull(galaxy.endpoints().get("gateway")).stream()
                .map(Endpoint::address)
                .filter(address -> address.startsWith("http") == isHttp)
                .findFirst()
                .orElseThrow();
    }

    /** Where the users service is. */
    public String usersUrl() {
        return galaxy.address("users");
    }

    /** The store. */
    public RedisNode redis() {
        return redis;
    }

    /** Runs a command that signs. */
    public Ended signed(Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", gateway(), "--target", target(), "--session", file.toString()));
        return Terminal.runAlone(all.toArray(String[]::new));
    }

    /** Where the management port is. */
    public String management() {
        return galaxy.management().toString();
    }

    /** Where auth is. */
    public String url() {
        return galaxy.address("auth");
    }

    /** Signs in by the outbox. */
    public Ended signIn(Path file, String... arguments) {
        return signInAt(management(), file, arguments);
    }

    /** The same, with a management port. */
    public Ended signInAt(String management, Path file, String... arguments) {
        List<String> all = new ArrayList<>(List.of("sign-in"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", gateway(), "--management-url", management, "--session", file.toString()));
        return Terminal.runAlone(all.toArray(String[]::new));
    }

    /** Runs a command of {@code sessions}. */
    public Ended sessions(String... arguments) {
        List<String> all = new ArrayList<>(List.of("sessions"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", url()));
        return Terminal.runAlone(all.toArray(String[]::new));
    }

    /** Runs a command of {@code users}. */
    public Ended users(String... arguments) {
        List<String> all = new ArrayList<>(List.of("users"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--url", galaxy.address("users")));
        return Terminal.runAlone(all.toArray(String[]::new));
    }

    /** The code of the newest mail to an address, as soon as there is one. */
    public String code(String email) {
        String[] outbox = {"outbox", "--url", management(), "--to", email, "--json"};
        await().until(() -> !Terminal.runAlone(outbox).out().isEmpty());
        return JSON.readTree(Terminal.runAlone(outbox).lines().getFirst())
                .path("code")
                .asString("");
    }

    /** The one line of JSON that a command printed. */
    public static JsonNode json(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.lines()).hasSize(1);
        return JSON.readTree(ended.out());
    }

    @Override
    public void close() {
        galaxy.close();
        redis.close();
    }
}
