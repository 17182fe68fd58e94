package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.UsersCaller;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code galaxy backup} and {@code galaxy restore}. */
final class BackupIT {
    @TempDir
    private Path temp = Path.of("unset");

    private record Ended(int code, String out, String err) {}

    private static Ended run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), words);
        return new Ended(code, out.toString(), err.toString());
    }

    private Ended backup(Path from, String... more) {
        return run(Stream.concat(Stream.of("backup", copies().toString(), "--set", "data.dir=" + from), Stream.of(more))
                .toArray(String[]::new));
    }

    private Ended restore(Path into, String... more) {
        return run(
                Stream.concat(Stream.of("restore", copies().toString(), "--set", "data.dir=" + into), Stream.of(more))
                        .toArray(String[]::new));
    }

    private Path copies() {
        return temp.resolve("copies");
    }

    private List<Path> entries() throws IOException {
        try (Stream<Path> all = Files.list(copies())) {
            return all.sorted().toList();
        }
    }

    @Test
    void copies_a_running_store_and_restores_all_that_was_acknowledged_before() throws Exception {
        Path data = temp.resolve("data");
        List<String> before = new ArrayList<>();
        try (var galaxy = GalaxyInstance.serve("users", "data.dir=" + data, "redis.timeout=10s", "redis.wait=0")) {
            UsersCaller users = UsersCaller.of(galaxy);
            for (int copy = 0; copy < 3; copy++) {
                for (int i = 0; i < 5; i++) {
                    var reply = users.ensure("pilot" + copy + "-" + i + "@example.com");
                    before.add(reply.text("user_id"));
                }
                Ended done = backup(data, "--keep", "2");
                assertThat(done.code()).as(done.err()).isZero();
                assertThat(Path.of(done.out().strip())).isDirectory();
            }
            assertThat(users.ensure("after@example.com").status()).isEqualTo(200);
        }
        assertThat(entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.toFile().list()).containsExactly("appendonlydir"));

        Path restored = temp.resolve("restored");
        Ended done = restore(restored);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).contains(entries().getLast().toString(), "./galaxy serve");
        try (var galaxy = GalaxyInstance.serve("users", "data.dir=" + restored, "redis.timeout=10s")) {
            UsersCaller users = UsersCaller.of(galaxy);
            for (String user : before) {
                assertThat(users.account(user).status()).isEqualTo(200);
            }
            assertThat(users.resolve("after@example.com").text("kind")).isEqualTo("creatable");
            assertThat(restore(restored).err()).contains("in use by process");
        }
        Ended refused = restore(restored);
        assertThat(refused.code()).isEqualTo(78);
        assertThat(refused.err()).contains("There are data in", "already").doesNotContain("Exception");

        Path earlier = temp.resolve("earlier");
        String first = String.valueOf(entries().getFirst().getFileName());
        assertThat(restore(earlier, first).code()).isZero();
        assertThat(earlier.resolve("redis").resolve("appendonlydir")).isDirectory();
    }

    @Test
    void says_what_is_missing() {
        assertThat(backup(temp.resolve("nothing")).err()).contains("There are no data in", "data.dir");
        assertThat(backup(temp.resolve("nothing")).code()).isEqualTo(78);
        assertThat(backup(temp.resolve("nothing"), "--keep", "0").code()).isEqualTo(2);
        assertThat(restore(temp.resolve("data")).err()).contains("there is no copy in");
        assertThat(restore(temp.resolve("data")).code()).isEqualTo(2);
        assertThat(restore(temp.resolve("data"), "galaxy-1").err()).contains("there is no galaxy-1 in");
        Ended elsewhere = backup(temp, "--set", "redis.uri=redis://127.0.0.1:1");
        assertThat(elsewhere.code()).isEqualTo(78);
        assertThat(elsewhere.err()).contains("docs/operations.md");
    }
}
