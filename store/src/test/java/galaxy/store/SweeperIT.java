package galaxy.store;

import static galaxy.store.TestStore.NOON;
import static galaxy.store.TestStore.SPACE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class SweeperIT {

    @Parameter
    Topology topology;

    NameFixture fixture;

    @BeforeEach
    void open() {
        fixture = new NameFixture(topology.freshUri());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void due(Bucket bucket, String id, Instant at) {
        fixture.at.redis.call(
                "zadd",
                redis -> redis.zadd(
                        SPACE.due(fixture.at.shard(bucket)),
                        (double) at.toEpochMilli(),
                        id.getBytes(StandardCharsets.UTF_8)));
    }

    private void strikeOff(Bucket bucket, String id) {
        fixture.at.redis.call(
                "zrem", redis -> redis.zrem(SPACE.due(fixture.at.shard(bucket)), id.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void frees_a_name_that_a_late_delivery_claimed_after_its_release() {
        fixture.create("p1", "Ace");
        var old = fixture.heldBy("p1");
        fixture.create("p1", "Bee");
        fixture.sweepLater();
        var late = new Naming.Pending(List.of(old.name()), old.token(), "Ace", "");
        assertThat(fixture.take("p1", late, Optional.empty(), fixture.clock.instant()))
                .isEmpty();
        assertThat(fixture.unsettled()).containsExactly("ace");
        fixture.sweepLater();
        fixture.settledAs("p1", "Bee", "ace");
    }

    @Test
    void leaves_a_valid_claim_alone_and_strikes_it_off() {
        fixture.create("p1", "Ace");
        var claim = fixture.claims.find("ace");
        assertThat(fixture.unsettled()).containsExactly("ace");
        fixture.sweepLater();
        assertThat(fixture.claims.find("ace")).isEqualTo(claim);
        assertThat(fixture.unsettled()).isEmpty();
    }

    @Test
    void leaves_a_young_claim_to_the_request_that_made_it() {
        fixture.take("unknown", TestOwners.pending("Ace"), Optional.empty(), NOON);
        fixture.clock.advance(Sweeper.CLAIM_GRACE.minusMillis(1));
        fixture.sweeper.sweep();
        assertThat(fixture.ownerOf("ace")).contains("unknown");
        fixture.clock.advance(Duration.ofMillis(1));
        fixture.sweeper.sweep();
        assertThat(fixture.ownerOf("ace")).isEmpty();
        assertThat(fixture.unsettled()).isEmpty();
    }

    @Test
    void a_claim_by_a_clock_that_is_ahead_is_reviewed_by_the_time_of_the_others() {
        Instant now = Instant.now();
        fixture.take("unknown", TestOwners.pending("Ace"), Optional.empty(), now.plus(Duration.ofHours(1)));
        fixture.clock.advance(Duration.between(fixture.clock.instant(), now.plus(Duration.ofMinutes(1))));
        fixture.sweeper.sweep();
        assertThat(fixture.ownerOf("ace")).isEmpty();
        assertThat(fixture.unsettled()).isEmpty();
    }

    @Test
    void a_claim_that_changed_while_it_was_looked_at_is_looked_at_again() {
        fixture.create("p1", "Ace");
        var seen = fixture.claims.find("ace");
        fixture.create("p1", "Bee");
        fixture.create("p1", "Ace");
        fixture.claims.settle("ace", seen);
        assertThat(fixture.unsettled()).contains("ace");
    }

    @Test
    void visits_what_is_due_in_every_bucket_and_nothing_else() {
        List<String> visited = new CopyOnWriteArrayList<>();
        for (var bucket : Bucket.all()) {
            due(bucket, "due-" + bucket.number(), NOON);
            due(bucket, "later-" + bucket.number(), NOON.plusMillis(1));
        }
        fixture.sweeper(id -> {
                    visited.add(id);
                    strikeOff(new Bucket(Integer.parseInt(id.substring(4))), id);
                })
                .sweep();
        assertThat(visited)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 256).mapToObj(i -> "due-" + i).toList());
        assertThat(fixture.at.metric("sweeper_work_total", "kind=\"due\"")).isEqualTo(256);
    }

    @Test
    void visits_more_than_one_read_finds_in_one_bucket() {
        var bucket = new Bucket(3);
        List<String> visited = new CopyOnWriteArrayList<>();
        IntStream.range(0, 150).forEach(i -> due(bucket, "p" + i, NOON));
        fixture.sweeper(id -> {
                    visited.add(id);
                    strikeOff(bucket, id);
                })
                .visitDue(NOON);
        assertThat(visited).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void many_that_are_due_are_repaired_together_and_what_is_left_one_by_one() {
        IntStream.range(0, 600).forEach(i -> due(new Bucket(i % 256), "p" + i, NOON));
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        List<String> visited = new CopyOnWriteArrayList<>();
        var records = new DueRecords() {
            @Override
            public void repair(String id) {
                visited.add(id);
                strikeOff(id);
            }

            @Override
            public void repairTogether(List<String> ids) {
                sizes.add(ids.size());
                ids.stream().filter(id -> !id.endsWith("7")).forEach(this::strikeOff);
            }

            private void strikeOff(String id) {
                SweeperIT.this.strikeOff(new Bucket(Integer.parseInt(id.substring(1)) % 256), id);
            }
        };
        new Sweeper(fixture.at.shared(), SPACE, fixture.clock, records, Optional.empty()).visitDue(NOON);
        assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(visited).hasSize(60).allMatch(id -> id.endsWith("7"));
        assertThat(fixture.due()).isEmpty();
        assertThat(fixture.at.metric("sweeper_work_total", "kind=\"due\"")).isEqualTo(600);
    }

    @Test
    void what_stays_due_after_its_visit_does_not_keep_the_round_going() {
        due(new Bucket(3), "p1", NOON);
        List<String> visited = new CopyOnWriteArrayList<>();
        fixture.sweeper(visited::add).sweep();
        assertThat(visited).hasSizeBetween(1, 2);
    }

    @Test
    void a_visit_that_fails_affects_no_other_and_is_made_again() {
        for (int i = 0; i < 20; i++) {
            due(new Bucket(i), "p" + i, NOON);
        }
        fixture.take("unknown", TestOwners.pending("Ace"), Optional.empty(), NOON);
        fixture.clock.advance(Duration.ofMinutes(1));
        List<String> visited = new CopyOnWriteArrayList<>();
        var sweeper = fixture.sweeper(id -> {
            boolean again = visited.contains(id);
            visited.add(id);
            if (id.equals("p7") && !again) {
                throw new IllegalStateException("out of order");
            }
            strikeOff(new Bucket(Integer.parseInt(id.substring(1))), id);
        });
        assertThatThrownBy(sweeper::sweep).hasMessage("out of order");
        assertThat(visited).hasSize(20);
        assertThat(fixture.due()).containsExactly("p7");
        assertThat(fixture.ownerOf("ace"))
                .as("the claims are looked at all the same")
                .isEmpty();
        sweeper.sweep();
        assertThat(visited).endsWith("p7").hasSize(21);
        assertThat(fixture.due()).isEmpty();
    }

    @Test
    void works_by_itself_until_it_is_closed() {
        List<String> visited = new CopyOnWriteArrayList<>();
        due(new Bucket(1), "p1", NOON);
        try (var sweeper = fixture.sweeper(id -> {
            visited.add(id);
            if (visited.size() == 1) {
                throw new IllegalStateException("out of order");
            }
            strikeOff(new Bucket(1), id);
        })) {
            sweeper.start();
            await().until(() -> visited.size() == 2);
            assertThat(fixture.at.metric("sweeper_failures_total")).isEqualTo(1);
        }
        assertThat(fixture.due()).isEmpty();
    }

    @Test
    void can_be_closed_before_it_has_begun() {
        fixture.sweeper(_ -> {}).close();
    }
}
