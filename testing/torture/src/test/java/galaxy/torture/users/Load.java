package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Clients that go on until this is closed, which waits for all of them. */
final class Load implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Optional<Void>>> clients = new ArrayList<>();

    Load(Workload workload, int count, long seed) {
        for (int i = 0; i < count; i++) {
            int number = i;
            clients.add(threads.submit(() -> {
                workload.run(number, new Random(seed + number), () -> over.getCount() > 0);
                return Optional.empty();
            }));
        }
    }

    void goOnFor(Duration time) throws InterruptedException {
        assertThat(over.await(time.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    }

    @Override
    public void close() {
        over.countDown();
        try (threads) {
            for (Future<Optional<Void>> client : clients) {
                client.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        }
    }
}
