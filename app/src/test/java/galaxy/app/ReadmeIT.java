package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.redis.LoopbackPorts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, as a reader types them, with other ports and another data folder. */
final class ReadmeIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final String BETWEEN = "---- next block";
    private static final int TEST_MINUTES = 2;

    private final int users = LoopbackPorts.free();
    private final int connections = LoopbackPorts.free();
    private final int auth = LoopbackPorts.free();
    private final int gateway = LoopbackPorts.free();
    private final int gatewayCalls = LoopbackPorts.free();
    private final int web = LoopbackPorts.free();
    private final int management = LoopbackPorts.free();

    @TempDir
    private Path folder;

    @Test
    void its_first_five_minutes_go_as_it_says() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> blocks = new ArrayList<>();
        for (Matcher block = COMMANDS.matcher(readme); block.find(); ) {
            blocks.add(block.group(1));
        }
        String twoCommands = blocks.removeFirst();
        assertThat(twoCommands.lines().map(line -> line.replaceFirst(" +#.*", "")))
                .containsExactly("./galaxy serve", "./galaxy test");
        // The second of them is what runs this test; it is held here to what continuous integration runs.
        assertThat(Files.readString(ROOT.resolve(".ci/run"))).contains("exec ./galaxy test\n");

        Process serve = bash("exec ./galaxy serve", "serve");
        try {
            await().atMost(Duration.ofMinutes(TEST_MINUTES)).until(() -> {
                assertThat(serve.isAlive()).as(output("serve")).isTrue();
                return output("serve").contains("Ctrl-C stops it.");
            });
            assertThat(output("serve")).containsPattern("embedded, data in \\S+ \\(new\\)");
            String typed = String.join("\necho; echo '" + BETWEEN + "'\n", blocks);
            Process reader = bash(typed.replace("127.0.0.1:8081", "127.0.0.1:" + users), "reader");
            assertThat(reader.waitFor(TEST_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(reader.exitValue()).as(output("reader")).isZero();
            check(List.of(output("reader").split(BETWEEN, -1)));
        } finally {
            serve.destroy();
            if (!serve.waitFor(30, TimeUnit.SECONDS)) {
                serve.destroyForcibly().waitFor();
            }
        }
    }

    private static void check(List<String> outputs) {
        assertThat(outputs).hasSize(9);
        assertThat(outputs.get(0)).isBlank();
        assertThat(outputs.get(1))
                .containsPattern("signed in as usr_[0-9a-z]{26}, a new user")
                .containsPattern("session dvs_[0-9a-z]{26} ends ")
                .containsPattern("\\d{4} \\d{4}");
        assertThat(outputs.get(2))
                .contains("pilot@example.com")
                .contains("\"race_name\":\"player-", "\"plan_code\":\"free\"", "\"effective_limits\":");
        assertThat(outputs.get(3))
                .contains("\"can_create_private_game\":false")
                .contains(
                        "{\"marker\":\"can_create_private_game\",\"kind\":\"limit\",\"code\":\"max_owned_private_games\"");
        assertThat(outputs.get(4)).contains("\"plan_code\":\"paid_lifetime\"");
        assertThat(outputs.get(5))
                .contains(
                        "\"can_create_private_game\":true",
                        "\"items\":[{\"user_id\":\"usr_",
                        "\"next_page_token\":null");
        assertThat(outputs.get(6)).contains("ed25519", "blocked: ", "revoked", "login_blocked", "unblocked: ");
        assertThat(outputs.get(7)).contains("Nova of Vega", "pilots/captain", "is on the list of another-pilot");
        assertThat(outputs.get(8)
                        .strip()
                        .lines()
                        .map(line ->
                                line.replaceFirst("^\\S+ +(?:usr_[0-9a-z]{26}|another-pilot) +(\\S+ \\S+)\\b.*", "$1")))
                .containsExactlyInAnyOrder(
                        "profile initialized",
                        "settings initialized",
                        "entitlement initialized",
                        "auth.session created",
                        "entitlement granted",
                        "block blocked",
                        "auth.session revoked",
                        "block unblocked",
                        "connections.profile initialized",
                        "connections.contact_link created",
                        "connections.contact_link consumed",
                        "connections.contact added")
                // Each service publishes in its order.
                .containsSubsequence(
                        "profile initialized",
                        "settings initialized",
                        "entitlement initialized",
                        "entitlement granted",
                        "block blocked",
                        "block unblocked")
                .containsSubsequence("auth.session created", "auth.session revoked")
                .containsSubsequence(
                        "connections.profile initialized",
                        "connections.contact_link created",
                        "connections.contact_link consumed",
                        "connections.contact added");
    }

    /** A shell in the project's folder that runs what this very build has made. */
    private Process bash(String script, String name) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-euc", script)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name).toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("GALAXY_BUILD", "off");
        builder.environment().put("GALAXY_AOT", "off");
        builder.environment().put("GALAXY_REDIS_TIMEOUT", "5s");
        builder.environment().put("GALAXY_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("GALAXY_USERS_HTTP_PORT", Integer.toString(users));
        builder.environment().put("GALAXY_CONNECTIONS_GRPC_PORT", Integer.toString(connections));
        builder.environment().put("CONNECTIONS_TARGET", "127.0.0.1:" + connections);
        builder.environment().put("GALAXY_AUTH_HTTP_PORT", Integer.toString(auth));
        builder.environment().put("GALAXY_GATEWAY_HTTP_PORT", Integer.toString(gateway));
        builder.environment().put("GALAXY_GATEWAY_GRPC_PORT", Integer.toString(gatewayCalls));
        builder.environment().put("GALAXY_WEB_HTTP_PORT", Integer.toString(web));
        builder.environment().put("GATEWAY_URL", "http://127.0.0.1:" + gateway);
        builder.environment().put("GATEWAY_TARGET", "127.0.0.1:" + gatewayCalls);
        builder.environment().put("GALAXY_MANAGEMENT_PORT", Integer.toString(management));
        builder.environment().put("USERS_URL", "http://127.0.0.1:" + users);
        builder.environment().put("AUTH_URL", "http://127.0.0.1:" + auth);
        builder.environment().put("MANAGEMENT_URL", "http://127.0.0.1:" + management);
        return builder.start();
    }

    private String output(String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
}
