package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.PackagedGalaxy;
import galaxy.testkit.SmallDisk;
import galaxy.testkit.UsersCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of the data without any room, on a small disk in memory. */
final class DiskFullIT {
    private static final String REASON = "store: the disk of data.dir is almost full";

    @TempDir
    private Path folder = Path.of("unset");

    @Test
    void refuses_changes_and_reads_on_also_when_redis_starts_again_and_takes_changes_once_there_is_room()
            throws Exception {
        Assumptions.assumeTrue(SmallDisk.isPossible(), "SKIPPED: this user cannot mount a small disk (unshare fails)");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        try (GalaxyInstance galaxy = new GalaxyInstance(
                List.of("users", "data.dir=" + disk.resolve("data"), "redis.timeout=10s", "http.work-timeout=15s"))) {
            galaxy.launch(program -> PackagedGalaxy.withFastStart(program).withPrefix(SmallDisk.commandWith(disk)));
            galaxy.awaitReady();
            SmallDisk small = SmallDisk.of(galaxy.jvm().pid(), disk);
            EmbeddedServer redis =
                    new EmbeddedServer(small.folder().resolve("data").resolve("redis"));
            UsersCaller users = UsersCaller.of(galaxy);
            try (Load load = Load.on(users)) {
                load.awaitMore(10);
                String user = users.resolve("load-0-0@example.com").text("user_id");
                small.fill(0);
                awaitRefused(galaxy, user);
                redis.kill9();
                awaitRefused(galaxy, user);
                small.free();
                galaxy.awaitReady();
                load.awaitMore(10);
                load.stop();
                load.verify(users);
            }
            assertThat(galaxy.stop()).isZero();
        }
    }

    private static void awaitRefused(GalaxyInstance galaxy, String user) {
        UsersCaller users = UsersCaller.of(galaxy);
        Awaitility.await("reads go on, and changes are refused with the reason")
                .atMost(GalaxyInstance.TIMEOUT)
                .untilAsserted(() -> {
                    assertThat(galaxy.notReady())
                            .hasValueSatisfying(why -> assertThat(why).contains(REASON));
                    assertThat(users.account(user).status()).isEqualTo(200);
                    assertThat(users.ensure("refused@example.com").status()).isEqualTo(503);
                });
    }
}
