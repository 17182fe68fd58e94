package galaxy.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.auth.challenge.Limits.Rules;
import galaxy.auth.challenge.Limits.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LimitsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static Optional<Wait> send(Limits limits, Instant at) {
        return limits.beforeSend(Rules.STANDARD, at);
    }

    private static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void codes_are_sent_30_then_60_then_120_seconds_apart() {
        Limits one = Limits.NONE.sent(NOON);
        assertThat(send(one, after(29))).contains(new Wait("gap", Duration.ofSeconds(1)));
        assertThat(send(one, after(30))).isEmpty();
        Limits two = one.sent(after(30));
        assertThat(send(two, after(30))).contains(new Wait("gap", Duration.ofMinutes(1)));
        Limits three = two.sent(after(90));
        assertThat(send(three, after(90))).contains(new Wait("gap", Duration.ofMinutes(2)));
        Limits four = three.sent(after(210));
        assertThat(send(four, after(210))).contains(new Wait("gap", Duration.ofMinutes(2)));
    }

    @Test
    void five_codes_an_hour_and_ten_a_day_are_sent() {
        Limits limits = Limits.NONE;
        Instant at = NOON;
        for (int i = 0; i < 5; i++) {
            limits = limits.sent(at);
            at = at.plusSeconds(120);
        }
        assertThat(send(limits, at)).contains(new Wait("sends_per_hour", Duration.between(at, NOON.plusSeconds(3600))));
        assertThat(send(limits, NOON.plusSeconds(3600))).isEmpty();
        at = NOON.plusSeconds(7200);
        for (int i = 0; i < 5; i++) {
            limits = limits.sent(at);
            at = at.plusSeconds(1200);
        }
        assertThat(limits.sends()).hasSize(10);
        Instant later = NOON.plus(Duration.ofHours(12));
        assertThat(send(limits, later)).contains(new Wait("sends_per_day", Duration.ofHours(12)));
        assertThat(send(limits, NOON.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void a_code_counts_as_wrong_until_it_is_right() {
        Limits counted = Limits.NONE.counted(NOON).counted(after(1)).counted(after(2));
        assertThat(counted.wrongInARow()).isEqualTo(3);
        Limits right = counted.right(after(1));
        assertThat(right.wrong()).isEqualTo(List.of(NOON, after(2)));
        assertThat(right.wrongInARow()).isZero();
    }

    @Test
    void fifty_wrong_codes_a_day_are_compared() {
        Limits limits = Limits.NONE;
        for (int i = 0; i < 50; i++) {
            assertThat(limits.beforeConfirm(Rules.STANDARD, after(i))).isEmpty();
            limits = limits.counted(after(i));
        }
        assertThat(limits.beforeConfirm(Rules.STANDARD, after(60)))
                .contains(new Wait("wrong_per_day", Duration.ofDays(1).minusSeconds(60)));
        assertThat(limits.beforeConfirm(Rules.STANDARD, NOON.plus(Duration.ofDays(1))))
                .isEmpty();
        assertThat(send(limits, after(60))).as("sends have limits of their own").isEmpty();
    }

    @Test
    void after_a_hundred_in_a_row_an_address_is_paused_for_a_day() {
        Limits limits = Limits.NONE;
        Instant at = NOON;
        for (int i = 0; i < 100; i++) {
            assertThat(limits.isToBePaused(Rules.STANDARD)).isFalse();
            limits = limits.counted(at);
            at = at.plus(Duration.ofHours(1));
        }
        assertThat(limits.isToBePaused(Rules.STANDARD)).isTrue();
        Limits paused = limits.paused(at);
        assertThat(paused.wrongInARow()).isZero();
        assertThat(paused.beforeConfirm(Rules.STANDARD, at)).contains(new Wait("paused", Duration.ofDays(1)));
        assertThat(send(paused, at)).contains(new Wait("paused", Duration.ofDays(1)));
        assertThat(paused.beforeConfirm(Rules.STANDARD, at.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    @Test
    void what_is_older_than_a_day_is_forgotten() {
        Limits limits = Limits.NONE.sent(NOON).counted(NOON);
        Instant later = NOON.plus(Duration.ofDays(1));
        assertThat(limits.sent(later).sends()).containsExactly(later);
        assertThat(limits.counted(later).wrong()).containsExactly(later);
    }
}
