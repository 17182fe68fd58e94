package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Several instances on one store: side by side, and one after another with other settings. */
final class InstancesIT {
    private static final int RIVALRIES = 40;

    @Test
    void two_instances_share_one_store() throws Exception {
        try (RedisNode node = RedisNode.start();
                GalaxyInstance one =
                        GalaxyInstance.serve("redis.uri=" + node.uri(), "redis.timeout=5s", "log.level=error");
                GalaxyInstance other =
                        GalaxyInstance.serve("redis.uri=" + node.uri(), "redis.timeout=5s", "log.level=error")) {
            UsersCaller both = UsersCaller.of(one, other);
            Map<String, JsonNode> accounts;
            try (Load load = Load.on(both)) {
                load.awaitMore(60).stop();
                assertThat(load.statuses()).containsExactly(200);
                accounts = load.verify(both);
            }
            for (int i = 0; i < RIVALRIES; i++) {
                String email = "rival-%d@example.com".formatted(i);
                var rivals = IntStream.range(0, 4)
                        .mapToObj(any -> CompletableFuture.supplyAsync(() -> both.ensure(email)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
                assertThat(rivals).extracting(Reply::status).containsOnly(200);
                assertThat(rivals)
                        .extracting(reply -> reply.text("user_id"))
                        .containsOnly(rivals.getFirst().text("user_id"));
                assertThat(rivals).extracting(reply -> reply.text("outcome")).containsOnlyOnce("created");
                var account = both.account(rivals.getFirst().text("user_id"));
                accounts.put(account.text("user_id"), account.json());
            }
            Published.verify(Published.await(node), accounts);
        }
    }

    @Test
    void filters_by_what_users_may_do_follow_the_limits_of_the_new_start() throws Exception {
        String mayCreate = "/users?can_create_private_game=true";
        String mayNot = "/users?can_create_private_game=false";
        try (RedisNode node = RedisNode.start()) {
            List<String> users;
            String paid;
            try (GalaxyInstance strict =
                    GalaxyInstance.serve("redis.uri=" + node.uri(), "redis.timeout=5s", "log.level=error")) {
                UsersCaller callers = UsersCaller.of(strict);
                users = IntStream.range(0, 12)
                        .mapToObj(i -> callers.ensure("pilot-%d@example.com".formatted(i))
                                .text("user_id"))
                        .toList();
                paid = users.getFirst();
                assertThat(callers.grant(paid).status()).isEqualTo(200);
                assertThat(ids(callers, mayCreate)).containsExactly(paid);
                assertThat(ids(callers, mayNot)).hasSize(users.size() - 1).doesNotContain(paid);
            }
            try (GalaxyInstance generous = GalaxyInstance.serve(
                    "redis.uri=" + node.uri(),
                    "redis.timeout=5s",
                    "log.level=error",
                    "users.limits.free.max-owned-private-games=2")) {
                assertThat(ids(UsersCaller.of(generous), mayCreate)).containsExactlyInAnyOrderElementsOf(users);
                assertThat(ids(UsersCaller.of(generous), mayNot)).isEmpty();
            }
            try (GalaxyInstance closed = GalaxyInstance.serve(
                    "redis.uri=" + node.uri(),
                    "redis.timeout=5s",
                    "log.level=error",
                    "users.limits.paid.max-owned-private-games=0")) {
                assertThat(ids(UsersCaller.of(closed), mayCreate)).isEmpty();
                assertThat(ids(UsersCaller.of(closed), mayNot)).containsExactlyInAnyOrderElementsOf(users);
            }
        }
    }

    private static List<String> ids(UsersCaller callers, String path) {
        var page = callers.get(path);
        assertThat(page.status()).isEqualTo(200);
        return page.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("user_id").asString())
                .toList();
    }
}
