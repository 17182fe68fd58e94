package galaxy.users.api;

import static galaxy.users.api.TestUsers.WHO;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RedisNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ten thousand blocks of addresses, listed while others come, are lifted and end. */
class BlockWalkIT extends OnEachTopology {
    private static final int COUNT = 10_000;
    /** Enough that each shard of a cluster has more than a page takes from it. */
    private static final int FEW = 5000;

    private static final int AT_ONCE = 25;

    private final TestUsers users = new TestUsers(api);

    private void block(int from, int to) throws Exception {
        for (int i = from; i < to; i += AT_ONCE) {
            int first = i;
            TestUsers.atOnce(AT_ONCE, n -> users.block(email(first + n), "spam").ok());
            api.advance(Duration.ofMillis(1));
        }
    }

    private static String email(int i) {
        return "kept-%05d@example.com".formatted(i);
    }

    private static JsonNode page(String token) {
        return api.get("/user-blocks?page_size=200" + (token.isEmpty() ? "" : "&page_token=" + token))
                .ok();
    }

    @Test
    void a_walk_returns_each_block_that_is_in_force_throughout_once_and_a_page_costs_the_same() throws Exception {
        block(0, FEW);
        long costOfFew = cost();
        block(FEW, COUNT);
        assertThat(cost()).as("commands of a page").isLessThanOrEqualTo(2 * costOfFew);

        List<String> found = new ArrayList<>();
        List<String> times = new ArrayList<>();
        String token = "";
        int pages = 0;
        do {
            JsonNode page = page(token);
            for (JsonNode item : page.path("items")) {
                found.add(item.path("email").asString());
                times.add(item.path("blocked_at").asString());
            }
            token = page.path("next_page_token").asString("");
            assertThat(token).doesNotContain("example", "@");
            come(pages);
            pages++;
        } while (!token.isEmpty());
        assertThat(found).doesNotHaveDuplicates();
        Set<String> kept = new HashSet<>(found);
        assertThat(IntStream.range(0, COUNT).mapToObj(BlockWalkIT::email)).allMatch(kept::contains);
        assertThat(times).isSortedAccordingTo(Comparator.<String>naturalOrder().reversed());
        assertThat(pages).isBetween(COUNT / 200, COUNT / 200 + 2);
    }

    /** After each page: one that stays, one that is lifted after the next page, and one that ends by then. */
    private void come(int page) {
        String other = "other-%03d-%s@example.com";
        users.block(other.formatted(page, "stays"), "spam").ok();
        users.block(other.formatted(page, "lifted"), "spam").ok();
        api.post(
                        "/user-blocks/by-email",
                        "{'email':'%s',%s,'expires_at':'%s'}"
                                .formatted(other.formatted(page, "ends"), WHO, api.time(Duration.ofSeconds(1))))
                .ok();
        api.advance(Duration.ofSeconds(1));
        if (page > 0) {
            users.unblock(other.formatted(page - 1, "lifted")).ok();
        }
    }

    /** The fewest commands of some tries: work in the background sends a few, too. */
    private long cost() {
        return IntStream.range(0, 5).mapToLong(i -> costOnce()).min().orElseThrow();
    }

    private long costOnce() {
        long before = commands();
        page("");
        return commands() - before;
    }

    private long commands() {
        return topology.nodes().stream()
                .map(RedisNode::commandCounts)
                .flatMap(counts -> counts.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
