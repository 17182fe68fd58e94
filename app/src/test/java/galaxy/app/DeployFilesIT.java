package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.settings.SettingSources;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.RequiredProgram;
import galaxy.testkit.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What of {@code deploy/} can be held to its word without a container engine. */
final class DeployFilesIT {
    private static final Path DEPLOY = Path.of("../deploy");
    private static final Pattern PINNED = Pattern.compile("[a-z/-]+:\\d+\\.\\d+[A-Za-z0-9._-]*");

    @TempDir
    private Path temp;

    @Test
    void the_image_is_pinned_runs_without_root_and_has_only_files_that_the_build_makes() throws IOException {
        List<String> lines = instructions();
        assertThat(arguments(lines, "FROM"))
                .hasSize(2)
                .allSatisfy(from -> assertThat(from.replaceFirst(" AS .*", "")).matches(PINNED));
        assertThat(arguments(lines, "USER")).containsExactly("10001:10001");
        assertThat(arguments(lines, "VOLUME")).containsExactly("/data");
        assertThat(arguments(lines, "HEALTHCHECK"))
                .singleElement()
                .asString()
                .endsWith("[\"/bin/bash\", \"/opt/galaxy/healthy\"]");
        assertThat(lines)
                .noneMatch(line -> line.startsWith("ADD") || line.contains("apt-get") || line.contains("--privileged"));
        List<String> ignored = Files.readAllLines(DEPLOY.resolve("Containerfile.dockerignore"));
        assertThat(ignored.getFirst()).isEqualTo("*");
        for (String copy : arguments(lines, "COPY")) {
            if (!copy.startsWith("--from")) {
                List<String> paths = List.of(copy.split(" ", -1));
                assertThat(paths.subList(0, paths.size() - 1)).allSatisfy(path -> {
                    assertThat(Path.of("..", path)).exists();
                    assertThat(ignored).contains("!" + path);
                });
            }
        }
    }

    @Test
    void the_compose_file_closes_what_can_be_closed_and_keeps_every_acknowledged_change() throws IOException {
        // Jackson resolves anchors, but not the merging of maps.
        String text = Files.readString(DEPLOY.resolve("compose.yaml"));
        JsonNode compose = new YAMLMapper().readTree(text);
        JsonNode hardened = compose.get("x-hardened");
        assertThat(hardened.get("read_only").booleanValue()).isTrue();
        assertThat(hardened.at("/cap_drop/0").stringValue()).isEqualTo("ALL");
        assertThat(hardened.at("/security_opt/0").stringValue()).isEqualTo("no-new-privileges:true");
        assertThat(text.split("<<: \\*hardened", -1))
                .hasSize(1 + compose.get("services").size());
        JsonNode redis = compose.at("/services/redis");
        assertThat(redis.get("image").stringValue()).matches(PINNED);
        assertThat(redis.get("user").stringValue()).isEqualTo("999:999");
        assertThat(redis.get("ports")).isNull();
        assertThat(redis.get("command").valueStream().map(JsonNode::stringValue))
                .containsSubsequence(
                        "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction");
        assertThat(compose.at("/networks/store/internal").booleanValue()).isTrue();
        assertThat(compose.at("/services/galaxy/ports").valueStream().map(JsonNode::stringValue))
                .allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(compose.at("/services/galaxy/environment").toString()).doesNotContain("REDIS_URI", "CALLERS=");
    }

    @Test
    void every_listener_is_published_and_the_settings_are_made_that_an_open_address_needs() throws IOException {
        String[] ports = Galaxy.PROCESS.settings().stream()
                .filter(setting -> setting.key().endsWith(".port"))
                .map(setting -> setting.standard())
                .toArray(String[]::new);
        assertThat(arguments(instructions(), "EXPOSE").getFirst().split(" ", -1))
                .containsExactlyInAnyOrder(ports);
        JsonNode compose = new YAMLMapper().readTree(Files.readString(DEPLOY.resolve("compose.yaml")));
        assertThat(compose.at("/services/galaxy/ports")
                        .valueStream()
                        .map(port -> port.stringValue().replaceFirst(".*:", "")))
                .containsExactlyInAnyOrder(ports);
        assertThat(Files.readString(DEPLOY.resolve("README.md")))
                .contains("callers.file=", "auth.code-keys=", "auth.smtp.uri=", "auth.mail.from=");
    }

    @Test
    void the_unit_is_valid_and_hardly_exposed() throws Exception {
        Path unit = temp.resolve("galaxy.service");
        String text = Files.readString(DEPLOY.resolve("galaxy.service"));
        assertThat(text)
                .contains(
                        "DynamicUser=yes",
                        "ProtectSystem=strict",
                        "NoNewPrivileges=yes",
                        "StateDirectory=galaxy",
                        "KillMode=mixed",
                        "GALAXY_STOP_DELAY=5s",
                        "StartLimitIntervalSec=0");
        assertThat(text).doesNotContainPattern("(?m)^MemoryDenyWriteExecute");
        Files.writeString(unit, text);
        String analyze = RequiredProgram.SYSTEMD_ANALYZE.require().toString();
        assertThat(exitCode(Map.of(), analyze, "verify", "--man=no", unit.toString()))
                .isZero();
        assertThat(exitCode(Map.of(), analyze, "security", "--offline=true", "--threshold=15", unit.toString()))
                .isZero();
    }

    @Test
    void the_health_check_distinguishes_a_running_process_from_none() throws Exception {
        RedisNode redis = Servers.standAlone();
        redis.flush();
        int port = LoopbackPorts.free();
        Map<String, String> environment =
                Map.of("GALAXY_MANAGEMENT_PORT", Integer.toString(port), "GALAXY_MANAGEMENT_ADDRESS", "127.0.0.2");
        String script = DEPLOY.resolve("healthy").toString();
        Map<String, String> sets = ProcessSettings.with(Map.of(
                "redis.uri",
                redis.uri(),
                "management.port",
                Integer.toString(port),
                "management.address",
                "127.0.0.2",
                "redis.timeout",
                "5s",
                "log.level",
                "error"));
        String self = Long.toString(ProcessHandle.current().pid());
        try (RunningProcess galaxy = Galaxy.PROCESS.start(SettingSources.of(sets))) {
            assertThat(galaxy.management().getPort()).isEqualTo(port);
            assertThat(exitCode(environment, "/bin/bash", script, self)).isZero();
        }
        assertThat(exitCode(environment, "/bin/bash", script, self)).isNotZero();
    }

    @Test
    void the_health_check_finds_the_port_in_the_file_and_the_words_that_the_process_was_given() throws Exception {
        String script = DEPLOY.resolve("healthy").toString();
        int port = LoopbackPorts.free();
        Path config = Files.writeString(temp.resolve("galaxy.properties"), """
                # of a test
                management.port = %d
                bind.address=127.0.0.2
                users.http.port=0
                data.dir=%s
                """.formatted(port, temp.resolve("data")));
        var program = PackagedGalaxy.program("serve", "users", "--config", config.toString());
        try (JvmProcess galaxy = JvmProcess.start(PackagedGalaxy.withFastStart(program))) {
            String pid = Long.toString(galaxy.pid());
            await().atMost(GalaxyInstance.TIMEOUT).until(() -> exitCode(Map.of(), "/bin/bash", script, pid) == 0);
            assertThat(exitCode(Map.of("GALAXY_MANAGEMENT_PORT", "1"), "/bin/bash", script, pid))
                    .as("the environment wins over the file")
                    .isNotZero();
        }
        try (GalaxyInstance galaxy = GalaxyInstance.launched("users", "data.dir=" + temp.resolve("data"))) {
            String pid = Long.toString(galaxy.jvm().pid());
            await().atMost(GalaxyInstance.TIMEOUT)
                    .until(() -> exitCode(Map.of("GALAXY_MANAGEMENT_PORT", "1"), "/bin/bash", script, pid) == 0);
        }
    }

    @Test
    void the_jvm_starts_with_one_garbage_collector_and_the_heap_that_is_asked_for() throws Exception {
        Files.copy(DEPLOY.resolve("start"), temp.resolve("start"));
        Path java = temp.resolve("jre/bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "#!/bin/sh\necho \"$LC_ALL $*\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        String script = temp.resolve("start").toString();
        assertThat(exitCode(Map.of(), "/bin/bash", script, "-Da=b", "--", "serve", "--", "x"))
                .isZero();
        assertThat(Files.readString(temp.resolve("output")).strip())
                .startsWith("C.UTF-8 ")
                .contains(PackagedGalaxy.bounds())
                .contains("-XX:+UseSerialGC -Da=b -jar ")
                .endsWith("galaxy.jar serve -- x");
        assertThat(exitCode(Map.of("GALAXY_HEAP", "1g"), "/bin/bash", script, "--", "serve"))
                .isZero();
        assertThat(Files.readString(temp.resolve("output"))).contains(" -Xmx1g ");
        for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")) {
            var chosen = Map.of(variable, "-Xss1m -XX:+UseZGC");
            assertThat(exitCode(chosen, "/bin/bash", script, "--", "serve")).isZero();
            assertThat(Files.readString(temp.resolve("output"))).doesNotContain("SerialGC");
        }
    }

    private static List<String> instructions() throws IOException {
        return Files.readString(DEPLOY.resolve("Containerfile"))
                .replaceAll("\\\\\\n", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    private static List<String> arguments(List<String> instructions, String name) {
        return instructions.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }

    private int exitCode(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("output").toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
