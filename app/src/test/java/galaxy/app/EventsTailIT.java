package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code galaxy events tail} as people run it: a program of its own beside the services. */
final class EventsTailIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String ADA = "usr_00000000000000000000000ada";
    private static final String BEA = "usr_00000000000000000000000bea";

    @TempDir
    private Path data;

    @Test
    void follows_an_embedded_store_without_its_address_and_over_a_kill_of_the_service() throws Exception {
        String here = "data.dir=" + data;
        try (JvmProcess tail = startTailOfFirstRun(here)) {
            tail.awaitLine("Waiting until it responds.", TIMEOUT);
            try (GalaxyInstance again = GalaxyInstance.serve(here, "redis.timeout=5s")) {
                tail.awaitLine("Redis responds again.", TIMEOUT);
                String second =
                        UsersCaller.of(again).ensure("second@example.com").text("user_id");
                assertThat(tail.awaitLine(second, TIMEOUT))
                        .matches("20[-0-9]+T[:.0-9]+Z  " + second + "  profile initialized +race_name=player-\\S+"
                                + " mutation_source=auth_registration request_id=\\S+");
                tail.awaitLine("entitlement initialized", TIMEOUT);
                tail.terminate();
                assertThat(tail.awaitExit(TIMEOUT)).isEqualTo(128 + 15);
                assertThat(tail.lines()).noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
            }
        }
    }

    private JvmProcess startTailOfFirstRun(String here) throws Exception {
        try (GalaxyInstance first = GalaxyInstance.serve(here, "redis.timeout=5s")) {
            Path access = data.resolve("redis/tools.access");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access)))
                    .isEqualTo("rw-------");
            JvmProcess tail = tail("--from-start", "--set", here);
            String user = UsersCaller.of(first).ensure("first@example.com").text("user_id");
            tail.awaitLine(user, TIMEOUT);
            return tail;
        }
    }

    @Test
    void prints_what_is_kept_as_json_and_only_what_is_asked_for() throws Exception {
        try (RedisNode redis = RedisNode.start()) {
            add(redis, "user.profile.changed", ADA, "{\"operation\":\"updated\",\"race_name\":\"Ada One\"}");
            add(redis, "user.limit.changed", ADA, "{\"operation\":\"set\",\"limit\":{\"value\":3}}");
            add(redis, "user.profile.changed", BEA, "{\"operation\":\"updated\",\"race_name\":\"Bea\\u009b1m\"}");
            add(redis, "user.block.changed", ADA, "{\"operation\":\"blocked\",\"reason_code\":\"fraud\"}");

            String uri = "--redis-uri=" + redis.uri();
            assertThat(printed(tail(
                            uri,
                            "--no-follow",
                            "--from-start",
                            "--json",
                            "--user",
                            ADA,
                            "--type=user.profile.changed,user.block.changed")))
                    .containsExactly(
                            "{\"specversion\":\"1.0\",\"type\":\"user.profile.changed\",\"subject\":\"" + ADA
                                    + "\",\"data\":{\"operation\":\"updated\",\"race_name\":\"Ada One\"}}",
                            "{\"specversion\":\"1.0\",\"type\":\"user.block.changed\",\"subject\":\"" + ADA
                                    + "\",\"data\":{\"operation\":\"blocked\",\"reason_code\":\"fraud\"}}");
            assertThat(printed(tail(uri, "--no-follow", "--from-start")))
                    .extracting(line -> line.replaceFirst("^ *usr_\\S+ +", ""))
                    .containsExactly(
                            "profile updated                   race_name=\"Ada One\"",
                            "limit set                         value=3",
                            "profile updated                   race_name=Bea\uFFFD1m",
                            "block blocked                     reason_code=fraud");
            assertThat(printed(tail(uri, "--no-follow"))).isEmpty();
        }
    }

    @Test
    void says_what_to_do_when_it_cannot_read() throws Exception {
        try (JvmProcess none = tail("--set", "data.dir=" + data);
                JvmProcess gone = tail("--redis-uri=redis://:hidden@127.0.0.1:1");
                JvmProcess wrong = tail("--type=user.nonsense", "--user=x")) {
            assertThat(none.awaitExit(TIMEOUT)).isEqualTo(69);
            assertThat(none.lines())
                    .singleElement()
                    .asString()
                    .contains(
                            "no Galaxy runs on the data folder " + data.resolve("redis"),
                            "./galaxy serve",
                            "--redis-uri");
            assertThat(gone.awaitExit(TIMEOUT)).isEqualTo(69);
            assertThat(gone.lines())
                    .anyMatch(line -> line.contains("cannot connect to Redis at 127.0.0.1:1"))
                    .anyMatch(line -> line.contains("fix redis.uri"))
                    .noneMatch(line -> line.contains("hidden"));
            assertThat(wrong.awaitExit(TIMEOUT)).isEqualTo(2);
            assertThat(wrong.lines()).anyMatch(line -> line.contains("--type: must be one of user.profile.changed"));
        }
    }

    private static JvmProcess tail(String... options) {
        List<String> arguments = new ArrayList<>(List.of("events", "tail"));
        arguments.addAll(List.of(options));
        return JvmProcess.start(
                PackagedGalaxy.program(arguments.toArray(String[]::new)).withEnvironment(Map.of("LC_ALL", "C.UTF-8")));
    }

    private static List<String> printed(JvmProcess tail) {
        try (tail) {
            assertThat(tail.awaitExit(TIMEOUT)).as("%s", tail.lines()).isZero();
            return tail.lines();
        }
    }

    private static void add(RedisNode redis, String type, String subject, String data) {
        redis.call("XADD", "galaxy:events", "*", "specversion", "1.0", "type", type, "subject", subject, "data", data);
    }
}
