package galaxy.app.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.sun.net.httpserver.HttpServer;
import galaxy.app.cli.auth.SignInProcess;
import galaxy.app.typescript.NodeProject.Ended;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The TypeScript client, its examples, and a client of gRPC that is not ours, against the product. */
final class TypescriptClientIT {
    private static final String AUDIENCE = "europe";
    private static final int STRICT_PER_MINUTE = 40;
    private static final String LIFE = "8s";

    private static final int PAGE_PORT = LoopbackPorts.free();
    private static Path project;
    private static SignInProcess galaxy;

    @BeforeAll
    static void start() throws IOException {
        project = NodeProject.built();
        galaxy = new SignInProcess(
                RedisNode.Options.plain().withAppendOnly(),
                Map.of("gateway.cors.origins", "http://127.0.0.1:" + PAGE_PORT));
    }

    @AfterAll
    static void stop() {
        if (galaxy != null) {
            galaxy.close();
        }
    }

    private static Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "GATEWAY_URL", galaxy.gateway(),
                "GATEWAY_TARGET", "http://" + galaxy.target(),
                "MANAGEMENT_URL", galaxy.management(),
                "USERS_URL", galaxy.usersUrl()));
    }

    private static Ended passed(Ended ended) {
        assertThat(ended.isOk()).as(ended.output()).isTrue();
        return ended;
    }

    @Test
    void its_own_tests_pass() throws IOException {
        assertThat(passed(NodeProject.run(Map.of(), "npm", "test")).output())
                .contains("signs the example of the contract")
                .containsPattern("# pass [1-9]")
                .contains("# fail 0");
    }

    @Test
    void the_example_of_node_does_what_it_says() throws IOException {
        Ended ended = passed(NodeProject.run(
                environment(), "node", "examples/node.mjs", "node-example@example.com", "Node Example"));
        assertThat(ended.output())
                .containsSubsequence(
                        "signed in as usr_",
                        "plan free",
                        "event opened",
                        "renamed to Node Example",
                        "event account_changed",
                        "signed out");
    }

    @Test
    void a_client_that_is_not_ours_meets_every_row_of_the_tables() throws IOException {
        HttpServer control = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        control.createContext("/redis-down", exchange -> {
            galaxy.redis().kill9();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        control.createContext("/redis-up", exchange -> {
            galaxy.redis().restart();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        try (var users = new FaultyUsers();
                var faulty = new SignInProcess(Map.of("gateway.users.url", users.url()));
                var strict = new SignInProcess(Map.of(
                        "auth.session.life",
                        LIFE,
                        "gateway.audience",
                        AUDIENCE,
                        "gateway.session.per-minute",
                        Integer.toString(STRICT_PER_MINUTE)))) {
            control.createContext("/users/", exchange -> {
                users.answers(exchange.getRequestURI().getPath());
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            control.start();
            Map<String, String> environment = environment();
            environment.putAll(Map.of(
                    "FAULTY_URL",
                    faulty.gateway(),
                    "FAULTY_TARGET",
                    "http://" + faulty.target(),
                    "FAULTY_MANAGEMENT_URL",
                    faulty.management()));
            environment.putAll(Map.of(
                    "CONTROL_URL",
                    "http://127.0.0.1:" + control.getAddress().getPort(),
                    "STRICT_URL",
                    strict.gateway(),
                    "STRICT_TARGET",
                    "http://" + strict.target(),
                    "STRICT_MANAGEMENT_URL",
                    strict.management(),
                    "STRICT_AUDIENCE",
                    AUDIENCE,
                    "STRICT_PER_MINUTE",
                    Integer.toString(STRICT_PER_MINUTE)));
            passed(NodeProject.run(environment, "npm", "run", "test:gateway"));
        } finally {
            control.stop(0);
        }
    }

    @Test
    void a_page_of_a_configured_origin_signs_in_in_a_browser(@TempDir Path profile) throws Exception {
        Path chromium = RequiredProgram.CHROMIUM.require();
        try (var page = new Page(PAGE_PORT, project)) {
            page.serve(galaxy.gateway(), "browser@example.com", galaxy::code);
            Process browser = new ProcessBuilder(
                            chromium.toString(),
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--user-data-dir=" + profile,
                            "--remote-debugging-port=0",
                            "http://127.0.0.1:" + PAGE_PORT + "/player.html")
                    .redirectErrorStream(true)
                    .redirectOutput(project.resolve("chromium.log").toFile())
                    .start();
            try {
                assertThat(page.result().get(1, TimeUnit.MINUTES))
                        .as("a wrong code is an error that the page can read")
                        .matches("dvs_\\w{26} asked 2 signed 64 secret true");
            } finally {
                browser.descendants().forEach(ProcessHandle::destroyForcibly);
                browser.destroyForcibly().waitFor();
            }
        }
    }

    /** The generated code has the description of the contract in base64. */
    @Test
    void its_messages_are_those_of_the_contract() throws IOException {
        String generated = Files.readString(project.resolve(Path.of("src", "gen", "gateway", "v1", "gateway_pb.ts")));
        Matcher description = Pattern.compile("fileDesc\\(\"([^\"]+)\"").matcher(generated);
        assertThat(description.find()).isTrue();
        byte[] bytes = Base64.getDecoder().decode(padded(description.group(1)));
        var described = FileDescriptorProto.parseFrom(bytes);
        var contract = SignedRequest.getDescriptor().getFile().toProto();
        assertThat(described.getMessageTypeList()).isEqualTo(contract.getMessageTypeList());
        assertThat(described.getServiceList()).isEqualTo(contract.getServiceList());
    }

    private static String padded(String base64) {
        return base64 + "=".repeat((4 - base64.length() % 4) % 4);
    }
}
