package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import galaxy.users.racename.CanonicalKey;
import galaxy.users.racename.RaceName;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.racename.SkeletonPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Race names that were taken when only small letters were compared get a key for their capitals, behind open ports. */
@ParameterizedClass
@EnumSource(Topology.class)
class RekeyingIT {
    private static final String CYRILLIC_TOP = "\u0422\u041e\u0420";
    private static final String CYRILLIC_BOT = "\u0412\u041e\u0422";

    /** As it was before capitals were compared. */
    private static final class EarlierPolicy implements RaceNamePolicy {
        private final SkeletonPolicy now = new SkeletonPolicy();

        @Override
        public Verdict canonicalKeys(RaceName name) {
            return switch (now.canonicalKeys(name)) {
                case Verdict.Allowed allowed -> new Verdict.Allowed(now.earlierKeysOf(name));
                case Verdict.Refused refused -> refused;
            };
        }

        @Override
        public String version() {
            return "uts39-1-icu-79-unicode-18";
        }
    }

    @Parameter
    Topology topology;

    Api earlier;

    @BeforeEach
    void open() {
        earlier = Api.withPolicy(topology, new EarlierPolicy());
    }

    @AfterEach
    void close() {
        earlier.close();
    }

    private static String named(Api api, String name) {
        TestUsers users = new TestUsers(api);
        String id = users.create();
        users.rename(id, name).ok();
        return id;
    }

    private static String found(Api api, String name) {
        return api.post("/user-lookups/by-race-name", "{\"race_name\":" + Json.literal(name) + "}")
                .ok()
                .path("user_id")
                .asString();
    }

    private static void whole(Api api) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new Stored(api.redis()).keyPolicy().contains("\"whole\":true"));
    }

    /** Renames until it is done or refused. */
    private static int renamed(Api api, String id, String name) {
        int[] status = {503};
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            status[0] = new TestUsers(api).rename(id, name).status();
            return status[0] != 503;
        });
        return status[0];
    }

    @Test
    void both_owners_keep_a_name_and_are_found_and_no_one_else_gets_it_until_both_have_left() {
        String latin = named(earlier, "TOP");
        String cyrillic = named(earlier, CYRILLIC_TOP);
        try (Api now = earlier.beside(Map.of())) {
            assertThat(found(now, "TOP")).isEqualTo(latin);
            assertThat(found(now, CYRILLIC_TOP)).isEqualTo(cyrillic);
            whole(now);
            assertThat(found(now, "TOP")).isEqualTo(latin);
            assertThat(found(now, CYRILLIC_TOP)).isEqualTo(cyrillic);
            String third = new TestUsers(now).create();
            assertThat(renamed(now, third, "T0P")).isEqualTo(409);
            assertThat(renamed(now, latin, CYRILLIC_TOP)).isEqualTo(409);
            assertThat(renamed(now, cyrillic, "TOP")).isEqualTo(409);
            assertThat(renamed(now, latin, "TOP")).isEqualTo(200);
            assertThat(renamed(now, latin, Api.freshName())).isEqualTo(200);
            assertThat(renamed(now, third, "T0P")).isEqualTo(409);
            assertThat(renamed(now, latin, "TOP")).isEqualTo(409);
            assertThat(renamed(now, cyrillic, Api.freshName())).isEqualTo(200);
            assertThat(renamed(now, third, "T0P")).isEqualTo(200);
        }
    }

    /** Names are given their keys by an instance that does not come to it. */
    @Test
    void until_every_name_has_its_keys_a_name_is_found_and_taken_by_those_of_before_and_none_is_given() {
        String latin = named(earlier, "TOP");
        String dotted = named(earlier, "Naomi M");
        String cyrillic = named(earlier, CYRILLIC_TOP);
        Stored stored = new Stored(earlier.redis());
        stored.write(stored.first("rekeying"), "another instance");
        try (Api now = earlier.beside(Map.of())) {
            TestUsers users = new TestUsers(now);
            assertThat(found(now, "TOP")).isEqualTo(latin);
            assertThat(found(now, CYRILLIC_TOP)).isEqualTo(cyrillic);
            assertThat(found(now, "Naomi M")).isEqualTo(dotted);
            String third = users.create();
            assertThat(users.rename(third, CYRILLIC_BOT).status()).isEqualTo(503);
            assertThat(users.rename(third, Api.freshName()).status()).isEqualTo(503);
            assertThat(users.rename(third, "T0P").status()).isEqualTo(409);
            assertThat(users.rename(latin, "t-o-p").status()).isIn(409, 503);
            assertThat(users.rename(dotted, "naomi-m").status()).isEqualTo(503);
            assertThat(users.rename(dotted, "Naomi M").status()).isEqualTo(200);
            now.redis().call("del", commands -> commands.del(stored.first("rekeying")));
            whole(now);
            assertThat(renamed(now, third, CYRILLIC_TOP)).isEqualTo(409);
            assertThat(renamed(now, third, CYRILLIC_BOT)).isEqualTo(200);
            assertThat(renamed(now, users.create(), "BOT")).isEqualTo(409);
        }
    }

    @Test
    void an_older_instance_that_still_runs_gives_no_names() {
        String pilot = named(earlier, "TOP");
        try (Api now = earlier.beside(Map.of())) {
            whole(now);
            assertThat(new TestUsers(earlier).rename(pilot, Api.freshName()).status())
                    .isEqualTo(503);
            assertThat(new TestUsers(earlier).account(pilot).path("race_name").asString())
                    .isEqualTo("TOP");
            String email = Api.freshEmail();
            assertThat(new TestUsers(earlier).ensure(email).status()).isEqualTo(503);
            String created =
                    new TestUsers(now).ensure(email).ok().path("user_id").asString();
            assertThat(new Stored(now.redis())
                            .account(created)
                            .path("held")
                            .path("name")
                            .asString())
                    .startsWith("player");
        }
    }

    @Test
    void generated_names_have_the_same_key_by_both_policies() {
        var policy = new SkeletonPolicy();
        RaceName name = RaceName.of("player-acdefghj");
        assertThat(policy.keysOf(name))
                .isEqualTo(policy.earlierKeysOf(name))
                .containsExactly(CanonicalKey.of("p" + "layeracdefghj"));
    }
}
