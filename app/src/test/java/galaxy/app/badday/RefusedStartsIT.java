package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.redis.LoopbackPorts;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused at once, in lines that say what to do: no stack trace, no password, and a code for scripts. */
final class RefusedStartsIT {
    private static final int UNAVAILABLE = 69;
    private static final int CONFIGURATION = 78;
    private static final String PASSWORD = "correct-horse-battery";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void redis_is_down() {
        var lines = refused(UNAVAILABLE, "redis.uri=redis://:" + PASSWORD + "@127.0.0.1:" + LoopbackPorts.free());
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).startsWith("galaxy: cannot connect to Redis at 127.0.0.1:");
        assertThat(lines.getLast()).contains("redis.uri");
    }

    @Test
    void redis_does_not_answer() {
        try (RedisNode node = RedisNode.start();
                FaultProxy proxy = FaultProxy.inFrontOf(node)) {
            proxy.blackHole();
            assertThat(refused(UNAVAILABLE, "redis.uri=" + proxy.uri()).getFirst())
                    .startsWith("galaxy: cannot connect to Redis at 127.0.0.1:" + proxy.port());
        }
    }

    @Test
    void redis_refuses_the_password_or_wants_one() {
        try (RedisNode node = RedisNode.start(RedisNode.Options.plain().withPassword("another"))) {
            String address = node.host() + ":" + node.port();
            assertThat(refused(CONFIGURATION, "redis.uri=redis://:" + PASSWORD + "@" + address))
                    .singleElement()
                    .asString()
                    .startsWith("galaxy: redis.uri: Redis at " + address + " refuses the login");
            assertThat(refused(CONFIGURATION, "redis.uri=redis://" + address))
                    .singleElement()
                    .asString()
                    .startsWith("galaxy: redis.uri: Redis at " + address + " refuses the login");
        }
    }

    @Test
    void redis_may_evict_records_or_holds_another_format() {
        try (RedisNode node = RedisNode.start()) {
            node.config("maxmemory-policy", "volatile-lru");
            assertThat(refused(CONFIGURATION, "redis.uri=" + node.uri()))
                    .singleElement()
                    .asString()
                    .contains("maxmemory-policy volatile-lru", "noeviction");
            node.config("maxmemory-policy", "noeviction");
            node.call("HSET", "galaxy:store", "format", "99", "secret", "AAAA");
            assertThat(refused(CONFIGURATION, "redis.uri=" + node.uri()))
                    .singleElement()
                    .asString()
                    .contains("format 99");
        }
    }

    @Test
    void redis_does_not_say_its_replication_id() {
        try (RedisNode node = RedisNode.start();
                FaultProxy proxy = FaultProxy.inFrontOf(node)) {
            proxy.rewrite(reply -> new String(reply, StandardCharsets.ISO_8859_1)
                    .replaceFirst("^(\\*2\r\n:1\r\n)\\$40\r\n[0-9a-f]{40}", "$1\\$0\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(refused(CONFIGURATION, "redis.uri=" + proxy.uri()))
                    .singleElement()
                    .asString()
                    .contains("redis.uri", "replication id");
        }
    }

    @Test
    void every_invalid_setting_is_reported_at_once() throws IOException {
        Path file = Files.writeString(folder.resolve("galaxy.properties"), "management.prot=1\nlog.level=chatty\n");
        try (JvmProcess program = JvmProcess.start(PackagedGalaxy.program(
                        "serve",
                        "--config",
                        file.toString(),
                        "--set",
                        "users.http.port=eighty",
                        "--set",
                        "no.such=1",
                        "--set",
                        "redis.timeout=-1s")
                .withEnvironment(Map.of("GALAXY_HTTP_MAXIMUM", "1")))) {
            assertThat(program.awaitExit(GalaxyInstance.TIMEOUT)).isEqualTo(CONFIGURATION);
            assertThat(program.lines())
                    .hasSize(6)
                    .allMatch(line -> line.startsWith("galaxy: "))
                    .anyMatch(line ->
                            line.contains("--config management.prot") && line.contains("did you mean management.port?"))
                    .anyMatch(line -> line.contains("--config log.level") && line.contains("chatty"))
                    .anyMatch(line -> line.contains("--set users.http.port") && line.contains("eighty"))
                    .anyMatch(line -> line.contains("--set no.such"))
                    .anyMatch(line -> line.contains("--set redis.timeout"))
                    .anyMatch(line -> line.contains("environment GALAXY_HTTP_MAXIMUM"));
        }
    }

    @Test
    void a_bad_address_of_redis_is_not_repeated() {
        assertThat(refused(CONFIGURATION, "redis.uri=http://admin:" + PASSWORD + "@here"))
                .singleElement()
                .asString()
                .contains("redis.uri", "redis-cluster://");
    }

    @Test
    void a_port_is_taken() throws IOException {
        try (RedisNode node = RedisNode.start();
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            for (String setting : List.of(
                    "users.http.port",
                    "connections.grpc.port",
                    "auth.http.port",
                    "geoprofile.http.port",
                    "gateway.http.port",
                    "gateway.grpc.port",
                    "web.http.port",
                    "management.port")) {
                assertThat(refused(UNAVAILABLE, setting + "=" + taken.getLocalPort(), "redis.uri=" + node.uri()))
                        .singleElement()
                        .asString()
                        .contains("cannot listen on 127.0.0.1 port " + taken.getLocalPort(), "set another port");
            }
        }
    }

    @Test
    void two_listeners_have_one_port() {
        int port = LoopbackPorts.free();
        assertThat(refused(CONFIGURATION, "users.http.port=" + port, "connections.grpc.port=" + port))
                .singleElement()
                .asString()
                .contains("connections.grpc.port", "users.http.port", "give each its own");
        String own = "users.http.address=127.0.0.1";
        assertThat(refused(CONFIGURATION, own, "users.http.port=" + port, "connections.grpc.port=" + port))
                .as("the same address, given twice")
                .singleElement()
                .asString()
                .contains("connections.grpc.port");
    }

    @Test
    void the_data_folder_is_in_use() throws InterruptedException {
        try (GalaxyInstance running = GalaxyInstance.serve("data.dir=" + folder)) {
            assertThat(refused(UNAVAILABLE, "data.dir=" + folder))
                    .singleElement()
                    .asString()
                    .contains("is in use by process " + running.jvm().pid(), "another data.dir");
            assertThat(UsersCaller.of(running).ensure("pilot@example.com").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_data_folder_is_no_folder() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThat(refused(CONFIGURATION, "data.dir=" + file))
                .singleElement()
                .asString()
                .startsWith("galaxy: ");
    }

    @Test
    void an_open_service_would_be_reachable_from_elsewhere() {
        assertThat(refused(CONFIGURATION, "bind.address=0.0.0.0", "auth.code-keys="))
                .hasSize(5)
                .anyMatch(line -> line.contains("web.key: is not set"))
                .anyMatch(line -> line.contains("bind.address: 0.0.0.0") && line.contains("callers.file"))
                .anyMatch(line -> line.contains("bind.address: 0.0.0.0") && line.contains("trusted-proxies"))
                .anyMatch(line -> line.contains("auth.smtp.uri: is not set") && line.contains("outbox"))
                .anyMatch(line -> line.contains("auth.code-keys") && line.contains("id:base64"));
    }

    @Test
    void sign_in_has_no_users_no_sender_and_keys_that_are_none() {
        String relay = "auth.smtp.uri=smtp://galaxy:" + PASSWORD + "@relay.example.com";
        assertThat(refused(CONFIGURATION, "auth", relay, "auth.code-keys=k1:" + PASSWORD, "auth.code.digits=11"))
                .hasSize(4)
                .anyMatch(line -> line.contains("auth.users.url: is not set") && line.contains("serve it too"))
                .anyMatch(line -> line.contains("auth.mail.from: is not set"))
                .anyMatch(line -> line.contains("--set auth.code-keys: the value is not a list of keys"))
                .anyMatch(line -> line.contains("--set auth.code.digits: \"11\""));
    }

    @Test
    void countries_have_no_users_and_settings_are_wrong() {
        assertThat(refused(CONFIGURATION, "geoprofile", "geoprofile.cool-down=soon", "geoprofile.approval=always"))
                .hasSize(3)
                .anyMatch(line -> line.contains("geoprofile.users.url: is not set") && line.contains("serve it too"))
                .anyMatch(line -> line.contains("--set geoprofile.cool-down: \"soon\""))
                .anyMatch(line -> line.contains("--set geoprofile.approval: \"always\""));
    }

    @Test
    void files_of_countries_are_wrong() throws IOException {
        Path languages = Files.writeString(folder.resolve("languages.tsv"), "CH fr\n");
        assertThat(refused(
                        CONFIGURATION,
                        "geoip.database=" + folder.resolve("absent"),
                        "geoip.languages=" + languages,
                        "geoprofile.approval=always"))
                .hasSize(3)
                .anyMatch(line -> line.contains("--set geoprofile.approval: \"always\""))
                .anyMatch(line -> line.contains("geoip.languages: " + languages + ", line 1: write a country code"))
                .anyMatch(line -> line.contains("absent cannot be read (there is no such file or folder)"));
        Path text = Files.writeString(folder.resolve("text.mmdb"), "text");
        assertThat(refused(CONFIGURATION, "geoip.database=" + text))
                .singleElement()
                .asString()
                .contains(text + " is refused: it has no metadata of a MaxMind DB file");
    }

    private List<String> refused(int code, String... settings) {
        try (GalaxyInstance instance = GalaxyInstance.launched(withOwnData(settings))) {
            JvmProcess program = instance.jvm();
            assertThat(program.awaitExit(GalaxyInstance.TIMEOUT))
                    .as(String.join("\n", program.lines()))
                    .isEqualTo(code);
            List<String> lines = program.lines();
            assertThat(lines)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(PASSWORD))
                    .noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
            return lines;
        }
    }

    /** No test may touch the folder that stands for production. */
    private String[] withOwnData(String... settings) {
        var all = new ArrayList<>(List.of(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("data.dir="))) {
            all.add("data.dir=" + folder.resolve("unused"));
        }
        all.add("log.level=error");
        if (all.stream().noneMatch(setting -> setting.startsWith("redis.wait="))) {
            all.add("redis.wait=0");
        }
        return all.toArray(String[]::new);
    }
}
