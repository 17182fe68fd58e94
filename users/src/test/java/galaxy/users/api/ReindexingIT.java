package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.store.Redis;
import galaxy.testkit.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Records that another instance has indexed by other rules are indexed again, behind open ports. */
@ParameterizedClass
@EnumSource(Topology.class)
class ReindexingIT {
    private static final Map<String, String> NO_GAMES = Map.of("users.limits.paid.max-owned-private-games", "0");
    private static final String WHOLE = "\"state\":\"whole\"";
    private static final String CREATORS = "can_create_private_game=true";

    @Parameter
    Topology topology;

    Api api;

    @BeforeEach
    void open() {
        api = Api.open(topology);
    }

    @AfterEach
    void close() {
        api.close();
    }

    private static List<String> listed(Api instance, String filters) {
        String filter = filters.isEmpty() ? "" : "&" + filters;
        List<String> found = new ArrayList<>();
        String token = "";
        do {
            JsonNode page =
                    instance.get("/users?page_size=200" + filter + token).ok();
            found.addAll(Json.each(page.path("items"), "user_id"));
            token = "&page_token=" + page.path("next_page_token").asString("");
        } while (!token.equals("&page_token="));
        assertThat(found).as(filter).doesNotHaveDuplicates();
        return found;
    }

    private static List<String> paid(Api instance, int count) {
        TestUsers users = new TestUsers(instance);
        return Stream.generate(users::create)
                .limit(count)
                .peek(id -> users.grantForEver(id).ok())
                .toList();
    }

    private static void is(Api instance, String filter, List<String> ids) {
        assertThat(new TreeSet<>(listed(instance, filter))).as(filter).isEqualTo(new TreeSet<>(ids));
    }

    private static Stored stored(Api instance) {
        return new Stored(instance.redis());
    }

    /** Case O01: whatever is written by whom and in which order. */
    @Test
    void a_rolling_change_of_limits_converges_by_itself() {
        List<String> ids = new ArrayList<>(paid(api, 30));
        is(api, CREATORS, ids);
        try (Api newer = api.beside(NO_GAMES)) {
            is(newer, CREATORS, List.of());
            is(newer, "can_create_private_game=false", ids);
            // The older instance goes on to write by its own limits; what it lists is by them too.
            ids.addAll(paid(api, 5));
            is(api, CREATORS, ids);
            is(newer, CREATORS, List.of());
            await().untilAsserted(() -> {
                assertThat(ids)
                        .allSatisfy(id -> assertThat(stored(newer)
                                        .account(id)
                                        .path("markers")
                                        .asString())
                                .doesNotContain("can_create_private_game"));
                assertThat(stored(newer).members(ids.getFirst(), "all")).isNotEmpty();
            });
            is(newer, "can_create_private_game=false", ids);
        }
        try (Api older = api.beside(Map.of())) {
            await().untilAsserted(() -> assertThat(
                            stored(older).account(ids.getLast()).path("markers").asString())
                    .contains("can_create_private_game"));
            is(older, CREATORS, ids);
        }
    }

    /** Those who come after the member that was reached; not once more those before it. */
    @Test
    void goes_on_where_another_instance_was_interrupted() {
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            api.advance(Duration.ofSeconds(1));
            newestFirst.addFirst(paid(api, 1).getFirst());
        }
        String reached = stored(api).collected("index:all").stream()
                .filter(member -> member.endsWith(newestFirst.get(3)))
                .findFirst()
                .orElseThrow();
        String before = "00000000";
        newestFirst.forEach(id -> stored(api).edit(id, account -> account.put("indexed", before)));
        String layout = stored(api).layout();
        assertThat(layout).contains(WHOLE);
        stored(api)
                .write(
                        stored(api).first("layout"),
                        layout.replace(WHOLE, "\"state\":\"walking\",\"reached\":\"" + reached + "\""));
        await().untilAsserted(() -> assertThat(stored(api).layout()).contains(WHOLE));
        assertThat(newestFirst.subList(0, 4)).allMatch(id -> indexedBy(id).equals(before));
        assertThat(newestFirst.subList(4, 8)).noneMatch(id -> indexedBy(id).equals(before));
    }

    private String indexedBy(String id) {
        return stored(api).account(id).path("indexed").asString();
    }

    @Test
    void damaged_indexes_are_made_whole_by_hand() {
        List<String> ids = paid(api, 20);
        Redis redis = api.redis();
        for (String key : redis.call("keys", commands -> commands.keys("users:*index:*"))) {
            redis.call("del", commands -> commands.del(key));
        }
        assertThat(listed(api, "paid_state=paid")).isEmpty();
        stored(api).write("galaxy:reindex", "please");
        await().untilAsserted(() -> is(api, "paid_state=paid", ids));
        is(api, "", ids);
        is(api, CREATORS, ids);
        assertThat(api.metrics()).containsPattern("store_reindexed_records_total\\{service=\"users\"} [1-9]");
    }

    /** No page lacks anyone meanwhile, and what is due, claims and events are moved too. */
    @Test
    void a_store_from_before_shards_is_moved_behind_open_ports() {
        List<String> ids = new ArrayList<>(paid(api, 40));
        TestUsers users = new TestUsers(api);
        String monthly = users.create();
        users.grantFor(monthly, Duration.ofHours(1)).ok();
        users.sanctionFor(monthly, "login_block", Duration.ofHours(1)).ok();
        api.close();
        EarlierStore.make(topology);
        api = api.beside(Map.of());
        TestUsers after = new TestUsers(api);
        List<String> all = new ArrayList<>(ids);
        all.add(monthly);
        for (int round = 0; round < 20; round++) {
            String fresh = after.create();
            after.grantForEver(fresh).ok();
            ids.add(fresh);
            all.add(fresh);
            is(api, "", all);
            is(api, "paid_state=paid", all);
            is(api, "can_login=false", List.of(monthly));
            is(api, CREATORS, ids);
        }
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(stored(api).layout()).contains(WHOLE));
        assertThat(EarlierStore.keysLeft(topology, api.redis())).isEmpty();
        is(api, "", all);
        is(api, CREATORS, ids);
        api.advance(Duration.ofHours(2));
        is(api, "can_login=false", List.of());
        is(api, "paid_state=free", List.of(monthly));
        await().untilAsserted(() ->
                assertThat(stored(api).history("sanctions", monthly)).hasSize(1));
    }
}
