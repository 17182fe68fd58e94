package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A broken record costs its own line of a page, and a Redis that takes no writes costs no read. */
class BrokenStoreIT extends OnEachTopology {
    private static final List<String> FILTERS = List.of(
            "",
            "?paid_state=free",
            "?paid_state=paid",
            "?can_login=true",
            "?can_login=false",
            "?can_join_game=true&declared_country=DE",
            "?sanction_code=login_block");

    private final TestUsers users = new TestUsers(api);
    private final Stored stored = new Stored(api.redis());

    @Test
    void a_broken_record_is_left_out_of_pages() {
        String well = users.create();
        users.country(well, "DE").ok();
        for (String broken : List.of("garbage", "{}", "000000000001abcdefgh{}", "000000000001abcdefgh{\"id\":")) {
            String id = users.create();
            users.sanctionFor(id, "login_block", Duration.ofHours(1)).ok();
            stored.write(Stored.key("account", id), broken);
        }
        api.advance(Duration.ofHours(2));
        for (String filter : FILTERS) {
            List<String> found = Json.each(api.get("/users" + filter).ok().path("items"), "user_id");
            boolean isShown = !List.of("?paid_state=paid", "?can_login=false", "?sanction_code=login_block")
                    .contains(filter);
            assertThat(found).as(filter).hasSize(isShown ? 1 : 0);
        }
        assertThat(api.metrics()).containsPattern("store_unreadable_records_total [1-9]");
    }

    @Test
    void many_broken_records_are_one_line_of_the_log_each_minute() {
        var log = new ByteArrayOutputStream();
        for (int i = 0; i < 200; i++) {
            stored.write(Stored.key("account", users.create()), "garbage of player-" + i + "@example.com");
        }
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), log);
        try {
            for (int i = 0; i < 5; i++) {
                api.get("/users?page_size=200").ok();
            }
        } finally {
            Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
        }
        assertThat(api.metrics()).containsPattern("store_unreadable_records_total [1-9][0-9]{2}");
        assertThat(log.toString(StandardCharsets.UTF_8)).doesNotContain("@example");
        assertThat(log.toString(StandardCharsets.UTF_8).lines()).hasSizeLessThan(10);
    }

    @Test
    void a_broken_entry_of_a_history_costs_its_own_line() {
        String id = users.create();
        users.grantFor(id, Duration.ofHours(1)).ok();
        users.sanctionFor(id, "login_block", Duration.ofHours(1)).ok();
        users.limit(id, "max_owned_private_games", 1).ok();
        users.limit(id, "max_owned_private_games", 2).ok();
        api.advance(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(stored.history("sanctions", id)).hasSize(1));
        for (String kind : List.of("periods", "sanctions", "limits")) {
            stored.append(kind, id, "garbage");
            stored.append(kind, id, "{}");
        }
        assertThat(Json.each(users.history(id, "entitlement-periods"), "plan_code"))
                .containsExactly("free", "paid_monthly", "free");
        assertThat(Json.each(users.history(id, "sanctions"), "sanction_code")).containsExactly("login_block");
        assertThat(users.history(id, "limits")).hasSize(2);
        assertThat(users.limit(id, "max_owned_private_games", 3).status()).isEqualTo(200);
    }

    @Test
    void reads_go_on_while_no_write_is_taken() {
        String id = users.create();
        users.country(id, "DE").ok();
        users.sanctionFor(id, "login_block", Duration.ofHours(1)).ok();
        users.grantFor(id, Duration.ofHours(1)).ok();
        stored.configure("min-replicas-to-write", "1");
        var log = new ByteArrayOutputStream();
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), log);
        try {
            api.advance(Duration.ofHours(2));
            for (int i = 0; i < 300; i++) {
                users.account(id);
            }
            assertThat(log.toString(StandardCharsets.UTF_8).lines())
                    .as("each cause is logged once a minute")
                    .hasSizeLessThan(10);
            assertThat(api.metrics()).containsPattern("store_repairs_waiting\\{service=\"users\"} [01]\\.0");
            for (String filter : FILTERS) {
                List<String> found = Json.each(api.get("/users" + filter).ok().path("items"), "user_id");
                boolean isShown = !List.of("?paid_state=paid", "?can_login=false", "?sanction_code=login_block")
                        .contains(filter);
                assertThat(found.contains(id)).as(filter).isEqualTo(isShown);
            }
            assertThat(users.account(id).path("active_sanctions")).isEmpty();
            JsonNode sanctions = users.history(id, "sanctions");
            assertThat(Json.each(sanctions, "sanction_code")).containsExactly("login_block");
            assertThat(Json.each(users.history(id, "entitlement-periods"), "plan_code"))
                    .containsExactly("free", "paid_monthly", "free");
            assertThat(users.history(id, "limits")).isEmpty();
        } finally {
            Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.WARN), System.out);
            stored.configure("min-replicas-to-write", "0");
        }
        await().untilAsserted(() -> assertThat(stored.history("sanctions", id)).hasSize(1));
        assertThat(users.history(id, "sanctions")).hasSize(1);
        assertThat(users.history(id, "entitlement-periods")).hasSize(3);
    }

    @Test
    void many_commands_on_one_user_at_one_moment_are_all_done() throws Exception {
        String id = users.create();
        List<Reply> replies = TestUsers.atOnce(250, i -> users.limit(id, "max_owned_private_games", i));
        assertThat(replies).allSatisfy(reply -> assertThat(reply.status()).isEqualTo(200));
    }
}
