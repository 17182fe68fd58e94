package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class ScanIT {

    @Parameter
    Topology topology;

    TestStore at;

    @BeforeEach
    void connect() {
        at = TestStore.at(topology.freshUri());
    }

    @AfterEach
    void close() {
        at.close();
    }

    private void add(Bucket bucket, String index, List<String> members) {
        at.redis.callAll(
                "zadd",
                members.stream()
                        .<Redis.Command<Long>>map(member -> redis -> redis.zadd(
                                SPACE.key(at.shard(bucket), index), 0, member.getBytes(StandardCharsets.UTF_8)))
                        .toList());
    }

    private static List<String> members(int from, int to) {
        return IntStream.range(from, to).mapToObj("%013d|id"::formatted).toList();
    }

    private List<String> walk(Optional<String> after, int wanted, String... indexes) {
        var scan = Scan.start(
                at.redis,
                at.redis.shards().all(),
                shard ->
                        Stream.of(indexes).map(index -> SPACE.key(shard, index)).toList(),
                after,
                wanted);
        var all = new ArrayList<String>();
        for (var next = scan.next(); next.isPresent(); next = scan.next()) {
            all.add(next.get());
        }
        assertThat(scan.next()).isEmpty();
        return all;
    }

    private static List<String> descending(List<String> members) {
        return members.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    }

    @Test
    void walks_all_buckets_from_the_greatest_member_to_the_least() {
        var all = members(0, 1000);
        for (var member : all) {
            add(Bucket.ofId(member), "all", List.of(member));
        }
        assertThat(walk(Optional.empty(), 50, "all")).isEqualTo(descending(all));
        assertThat(walk(Optional.of(all.get(500)), 50, "all")).isEqualTo(descending(all.subList(0, 500)));
    }

    @Test
    void reads_on_where_one_bucket_has_much_more_than_its_share() {
        var all = members(0, 200);
        add(new Bucket(9), "all", all);
        assertThat(walk(Optional.empty(), 1, "all")).isEqualTo(descending(all));
    }

    @Test
    void meets_each_member_of_a_union_once() {
        var bucket = new Bucket(9);
        add(bucket, "a", members(0, 60));
        add(bucket, "b", members(30, 90));
        add(bucket, "c", members(89, 90));
        add(new Bucket(10), "c", members(90, 100));
        assertThat(walk(Optional.empty(), 1, "a", "b", "c")).isEqualTo(descending(members(0, 100)));
        assertThat(walk(Optional.of(members(45, 46).getFirst()), 1, "a", "b", "c"))
                .isEqualTo(descending(members(0, 45)));
    }

    @Test
    void finds_the_union_of_more_indexes_than_it_reads_members_of() {
        var indexes = IntStream.range(0, 12).mapToObj("index-%d"::formatted).toArray(String[]::new);
        var all = members(0, 300);
        var random = new Random(20261121);
        for (var member : all) {
            for (int copy = 0; copy < 1 + random.nextInt(3); copy++) {
                add(new Bucket(9), indexes[random.nextInt(indexes.length)], List.of(member));
            }
        }
        // The greatest is in so many of them that it alone would fill what is wanted.
        for (var index : List.of(indexes).subList(0, 6)) {
            add(new Bucket(9), index, all.subList(299, 300));
        }
        assertThat(walk(Optional.empty(), 1, indexes)).isEqualTo(descending(all));
        for (int from : new int[] {1, 7, 100, 299}) {
            assertThat(walk(Optional.of(all.get(from)), 1, indexes)).isEqualTo(descending(all.subList(0, from)));
        }
    }

    @Test
    void goes_by_the_bytes_of_the_members() {
        var members = Stream.of("a", "B", "_", "Z", "z", "|", "0", "ch", "cz", "aa")
                .map("0000000000001|"::concat)
                .toList();
        add(new Bucket(1), "a", members.subList(0, 6));
        add(new Bucket(1), "b", members.subList(4, 10));
        assertThat(walk(Optional.empty(), 1, "a", "b")).isEqualTo(descending(members));
    }

    @Test
    void an_empty_store_is_walked_at_once() {
        assertThat(walk(Optional.empty(), 50, "a", "b")).isEmpty();
        assertThat(walk(Optional.of("x"), 50, "a")).isEmpty();
    }

    @Test
    void starts_with_one_round_trip() {
        for (var indexes : List.of(new String[] {"a"}, new String[] {"a", "b", "c"})) {
            walk(Optional.empty(), 50, indexes);
            double before = at.metric("store_call_seconds_count", "operation=\"scan\"");
            long scripts = scriptCalls();
            walk(Optional.empty(), 50, indexes);
            assertThat(at.metric("store_call_seconds_count", "operation=\"scan\""))
                    .isEqualTo(before + 1);
            assertThat(scriptCalls() - scripts)
                    .as("one script call on each master")
                    .isEqualTo(
                            switch (topology) {
                                case CLUSTER -> 3;
                                case STAND_ALONE -> indexes.length == 1 ? 0 : 1;
                            });
        }
    }

    private long scriptCalls() {
        return at.redis.info().stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("cmdstat_evalsha:"))
                .mapToLong(line -> Long.parseLong(line.replaceFirst("[^=]*=([0-9]+),.*", "$1")))
                .sum();
    }

    @Test
    void never_misses_a_member_that_moves_from_one_index_to_the_other() {
        var bucket = new Bucket(9);
        var all = members(0, 40);
        add(bucket, "a", all);
        var enough = new AtomicBoolean();
        var mover = CompletableFuture.runAsync(() -> {
            var key = SPACE.key(bucket, "record");
            for (int round = 0; !enough.get(); round++) {
                var commit = at.store.commit(bucket).put(key, at.version(key), TestStore.TEXT, "");
                for (var member : all) {
                    commit.unindex(SPACE.key(bucket, round % 2 == 0 ? "a" : "b"), member)
                            .index(SPACE.key(bucket, round % 2 == 0 ? "b" : "a"), member);
                }
                at.store.send(commit);
            }
        });
        for (int walk = 0; walk < 40; walk++) {
            assertThat(walk(Optional.empty(), 1, "a", "b")).isEqualTo(descending(all));
        }
        enough.set(true);
        mover.join();
    }
}
