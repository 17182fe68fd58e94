package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Bucket;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code galaxy store …} on the store of a Galaxy that runs here, and on one that is named. */
final class StoreCommandsIT {
    private static final String CLAIMS = """
            usr_a tokenA 1 {"race_name":"TOP","claimed_at":1,"policy":"p"}
            usr_b tokenB 2 {"race_name":"\u0422\u041e\u0420","claimed_at":2,"policy":"p"}""";

    @TempDir
    private Path data;

    private static List<String> printed(int exitCode, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        assertThat(Main.execute(new PrintWriter(out), new PrintWriter(err), arguments))
                .as("%s%s", out, err)
                .isEqualTo(exitCode);
        return (exitCode == 0 ? out : err).toString().lines().toList();
    }

    @Test
    void names_with_several_users_are_listed_as_the_users_wrote_them() {
        try (RedisNode redis = RedisNode.start()) {
            String uri = "--redis-uri=" + redis.uri();
            assertThat(printed(0, "store", "collisions", uri)).containsExactly("No name has several users.");
            assertThat(printed(0, "store", "collisions", uri, "--json")).isEmpty();
            redis.call("HSET", "users:{" + Bucket.all().getLast().tag() + "}:shared-names", "top", CLAIMS);
            assertThat(printed(0, "store", "collisions", uri))
                    .containsExactly(
                            "SERVICE  KEY  USER   NAME",
                            "users    top  usr_a  TOP",
                            "users    top  usr_b  \u0422\u041e\u0420");
            assertThat(printed(0, "store", "collisions", uri, "--json"))
                    .containsExactly("{\"service\":\"users\",\"key\":\"top\",\"users\":[{\"user_id\":\"usr_a\","
                            + "\"name\":\"TOP\"},{\"user_id\":\"usr_b\",\"name\":\"\u0422\u041e\u0420\"}]}");
        }
    }

    @Test
    void the_embedded_store_is_reached_with_no_more_rights_than_needed() throws Exception {
        String here = "data.dir=" + data;
        try (GalaxyInstance galaxy = GalaxyInstance.serve(here, "redis.timeout=5s")) {
            assertThat(galaxy.users()).isNotNull();
            assertThat(printed(0, "store", "collisions", "--set", here)).containsExactly("No name has several users.");
            assertThat(printed(0, "store", "reindex", "--set", here))
                    .singleElement()
                    .asString()
                    .startsWith("Every record");
        }
    }

    @Test
    void says_what_to_do_when_there_is_no_store() {
        for (String command : List.of("collisions", "reindex")) {
            assertThat(printed(69, "store", command, "--set", "data.dir=" + data))
                    .singleElement()
                    .asString()
                    .contains("no Galaxy runs on the data folder", "./galaxy serve", "--redis-uri");
        }
    }
}
