package galaxy.store;

import static galaxy.store.TestStore.SPACE;
import static galaxy.store.TestStore.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A walk over all records: where it goes on after an interruption, and what it says on the way. */
@ParameterizedClass
@EnumSource(Topology.class)
class WalkIT {
    private static final int RECORDS = 25_000;
    private static final Indexed<String> INDEXED =
            new Indexed<>("text", WalkIT::id, id -> "test:{0}:text:" + id, TEXT, (_, _) -> Optional.empty());

    @Parameter
    Topology topology;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Walk.class);
    private final List<String> members =
            IntStream.range(0, RECORDS).mapToObj("%013d|id"::formatted).toList();
    private final Set<String> visited = ConcurrentHashMap.newKeySet();
    TestStore at;
    Layouts layouts;

    @BeforeEach
    void fill() {
        at = TestStore.at(topology.freshUri(), Duration.ofSeconds(10));
        layouts = new Layouts(at.shared(), at.store, "");
        layouts.prepare();
        at.redis.callAll(
                "zadd",
                members.stream()
                        .<Redis.Command<Long>>map(member -> redis -> redis.zadd(
                                SPACE.key(at.shard(Bucket.ofId(id(member))), Keyspace.ALL),
                                0,
                                member.getBytes(StandardCharsets.UTF_8)))
                        .toList());
        logger.setLevel(Level.INFO);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        at.close();
    }

    private static String id(String member) {
        return member.substring(0, 13);
    }

    private boolean walk(Optional<String> from, int batches, List<String> reached) {
        Walk.Task task = new Walk.Task("indexed again", SPACE.reindexing(), from);
        return new Walk(at.redis, at.store, layouts).run(task, INDEXED, visited::addAll, last -> {
            reached.add(last);
            return reached.size() < batches;
        });
    }

    private Set<String> idsBelow(String last) {
        return members.stream()
                .filter(member -> member.compareTo(last) < 0)
                .map(WalkIT::id)
                .collect(Collectors.toSet());
    }

    @Test
    void goes_on_where_another_one_was_interrupted_and_misses_none() {
        List<String> reached = new ArrayList<>();
        assertThat(walk(Optional.empty(), 3, reached)).isFalse();
        assertThat(reached).hasSize(3).isSortedAccordingTo(Comparator.reverseOrder());
        Set<String> first = new HashSet<>(visited);
        Set<String> left = idsBelow(reached.getLast());
        assertThat(left).hasSizeBetween(1, RECORDS - 1);
        visited.clear();
        assertThat(walk(Optional.of(reached.getLast()), Integer.MAX_VALUE, new ArrayList<>()))
                .isTrue();
        assertThat(visited).isEqualTo(left);
        first.addAll(visited);
        assertThat(first).hasSize(RECORDS);
    }

    @Test
    void says_how_far_it_is_and_that_it_is_over() {
        assertThat(walk(Optional.empty(), Integer.MAX_VALUE, new ArrayList<>())).isTrue();
        assertThat(visited).hasSize(RECORDS);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly(
                        "20000 of test are indexed again so far", "all test are indexed again, 25000 since the start");
    }
}
