package galaxy.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.gateway.stream.Notice.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that follows, and reads unless it is stopped. */
final class Device implements Outlet {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final BlockingQueue<Notice> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<StreamEnd> end = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean isReading = true;
    private volatile boolean isAskedInVain;

    Device(Subscriptions subscriptions, Subscriber subscriber) {
        thread = Thread.ofVirtual().start(() -> {
            try {
                end.complete(subscriptions.serve(subscriber, this));
            } catch (RuntimeException | InterruptedException e) {
                end.completeExceptionally(e);
            }
        });
    }

    @Override
    public boolean isReady() {
        isAskedInVain = !isReading;
        return isReading;
    }

    @Override
    public void send(Notice notice) {
        received.add(notice);
    }

    void reads(boolean now) {
        isReading = now;
    }

    /** Whether the stream waits for it to read. */
    boolean isAskedInVain() {
        return isAskedInVain;
    }

    void leave() {
        beginToLeave();
        await().pollInterval(Duration.ofMillis(1)).atMost(SOON).until(end::isDone);
    }

    void beginToLeave() {
        thread.interrupt();
    }

    Notice next() {
        try {
            Notice notice = received.poll(SOON.toMillis(), TimeUnit.MILLISECONDS);
            if (notice == null) {
                throw new AssertionError("nothing was sent");
            }
            return notice;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Notice next(Kind kind) {
        Notice notice = next();
        assertThat(notice.kind()).as(notice.toString()).isEqualTo(kind);
        return notice;
    }

    Device ready() {
        next(Kind.READY);
        return this;
    }

    /** What was received and not looked at yet. */
    List<Notice> rest() {
        List<Notice> rest = new ArrayList<>();
        received.drainTo(rest);
        return rest;
    }

    StreamEnd end() {
        return end.orTimeout(SOON.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    boolean isOver() {
        return end.isDone();
    }
}
