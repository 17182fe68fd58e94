package galaxy.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import galaxy.auth.mail.MemoryMails;
import galaxy.auth.memory.MemorySessions;
import galaxy.auth.user.UserDirectory;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SessionUsesTest {
    private final CountDownLatch isFree = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(100);
    private final AtomicInteger dropped = new AtomicInteger();

    @Test
    void what_is_reported_while_a_hundred_reports_wait_is_dropped_and_counted() throws InterruptedException {
        var store = new MemorySessions(new MemoryMails());
        store.beforeFind(() -> {
            assertThatNoException().isThrownBy(isFree::await);
            asked.countDown();
        });
        var report = new Counted();
        var sessions = new Sessions(store, report, InstantSource.system());
        var blocked = new BlockedUsers(sessions, store, new NoUsers(), report);
        var uses = new SessionUses(store, sessions, blocked, Duration.ofDays(30), report);
        var use = new SessionUses.Use(SessionId.of("dvs_0123456789abcdefghjkmnpqrs"), Instant.EPOCH, Optional.empty());
        for (int i = 0; i < 100; i++) {
            uses.report(List.of(use));
        }
        assertThat(dropped).hasValue(0);
        uses.report(Collections.nCopies(7, use));
        assertThat(dropped).hasValue(7);
        isFree.countDown();
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static final class NoUsers implements UserDirectory {
        @Override
        public Standing resolve(EmailAddress email, Cause cause) {
            throw new IllegalStateException();
        }

        @Override
        public Ensured ensure(EmailAddress email, String language, String timeZone, Cause cause) {
            throw new IllegalStateException();
        }
    }

    private final class Counted implements SessionReport, SessionUses.Failures {
        @Override
        public void created(String kind) {}

        @Override
        public void ended(String cause) {}

        @Override
        public void revokedAfter(Duration lag) {}

        @Override
        public void unreadableEvent(String why) {}

        @Override
        public void failed(RuntimeException failure) {
            throw failure;
        }

        @Override
        public void dropped(int uses) {
            dropped.addAndGet(uses);
        }
    }
}
