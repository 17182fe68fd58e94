package galaxy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");

    @Test
    void begins_where_it_is_put() {
        assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void moves_forward_and_back() {
        assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo("2026-03-01T12:05:00Z");
        assertThat(clock.advance(Duration.ofMinutes(-10))).isEqualTo("2026-03-01T11:55:00Z");
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shares_its_time_with_its_views_in_other_zones() {
        var berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        clock.advance(Duration.ofDays(1));
        assertThat(berlin.instant()).isEqualTo("2026-03-02T12:00:00Z");
    }

    @Test
    void loses_no_step_when_many_move_it() throws InterruptedException {
        Thread[] movers = new Thread[8];
        for (int i = 0; i < movers.length; i++) {
            movers[i] = Thread.ofVirtual().start(() -> {
                for (int step = 0; step < 1000; step++) {
                    clock.advance(Duration.ofMillis(1));
                }
            });
        }
        for (Thread mover : movers) {
            mover.join();
        }
        assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:08Z");
    }

    @Test
    void ticks_each_time_that_it_is_read_after_a_step_was_set() {
        SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
        clock.tick(Duration.ofMillis(5));
        assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(clock.instant()).isEqualTo("2026-03-01T12:00:00.005Z");
    }
}
