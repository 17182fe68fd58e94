package galaxy.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BatchesTest {
    private final List<List<Integer>> sent = new CopyOnWriteArrayList<>();
    private final AtomicInteger lost = new AtomicInteger();

    @Test
    void what_comes_together_is_sent_together_and_at_most_500_at_once() {
        try (var batches = new Batches<Integer>("test", sent::add, lost::addAndGet)) {
            for (int i = 0; i < 1_200; i++) {
                batches.add(i);
            }
            await().until(() -> sent.stream().mapToInt(List::size).sum() == 1_200);
        }
        assertThat(sent).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 500));
        assertThat(sent.stream().flatMap(List::stream).toList()).isSorted();
        assertThat(lost).hasValue(0);
    }

    @Test
    void what_is_not_taken_is_lost_and_counted() {
        try (var batches = new Batches<Integer>(
                "test",
                batch -> {
                    throw new IllegalStateException("not taken");
                },
                lost::addAndGet)) {
            batches.add(1);
            batches.add(2);
            await().until(() -> lost.get() == 2);
        }
    }

    @Test
    void what_finds_no_room_is_lost_and_counted() {
        var release = new CompletableFuture<Void>();
        try (var batches = new Batches<Integer>(
                "test",
                batch -> {
                    release.join();
                    sent.add(batch);
                },
                lost::addAndGet)) {
            for (int i = 0; i < 22_000; i++) {
                batches.add(i);
            }
            assertThat(lost.get()).isBetween(1, 2_000);
            release.complete(null);
        }
        assertThat(sent.stream().mapToInt(List::size).sum() + lost.get()).isEqualTo(22_000);
    }

    @Test
    void a_stop_sends_what_waits() {
        var batches = new Batches<Integer>("test", sent::add, lost::addAndGet);
        batches.add(1);
        batches.close();
        batches.add(2);
        assertThat(sent).containsExactly(List.of(1));
        assertThat(lost).hasValue(1);
    }
}
