package galaxy.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetryScheduleTest {
    private final RetrySchedule schedule = new RetrySchedule(new Random(1));

    @Test
    void a_code_is_tried_at_the_times_of_the_page_while_it_has_a_minute_left() {
        Mail mail = Mails.mail(MailKind.CODE, "en");
        for (int round = 0; round < 500; round++) {
            List<Double> tries = tries(mail);
            List<Integer> page = List.of(2, 8, 30, 60, 120, 240, 480);
            assertThat(tries).hasSize(page.size());
            for (int i = 0; i < page.size(); i++) {
                double spread = Math.min(page.get(i), 240) * 0.2;
                assertThat(tries.get(i)).isBetween(page.get(i) - spread, page.get(i) + spread);
            }
        }
        assertThat(RetrySchedule.last(mail)).isEqualTo(mail.endsAt().minusSeconds(60));
    }

    @Test
    void a_notice_is_tried_for_an_hour() {
        Mail mail = Mails.mail(MailKind.NEW_DEVICE, "en");
        List<Double> tries = tries(mail);
        assertThat(tries.getLast()).isBetween(3600 - 288.0, 3600.0);
        assertThat(tries).hasSizeBetween(19, 21);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1.6, 2.4", "2, 6.4, 9.6", "25, 48, 72", "100, 192, 288", "150, 192, 288", "300, 432, 528"})
    void a_late_try_is_followed_by_the_next_time_and_not_by_those_that_it_missed(double at, double from, double to) {
        Mail mail = Mails.mail(MailKind.CODE, "en");
        Instant next = schedule.next(mail, mail.at().plusMillis(Math.round(at * 1000)));
        assertThat(seconds(mail, next)).isBetween(from, to);
    }

    private List<Double> tries(Mail mail) {
        var tries = new java.util.ArrayList<Double>();
        Instant next = schedule.next(mail, mail.at());
        while (!next.isAfter(RetrySchedule.last(mail))) {
            tries.add(seconds(mail, next));
            next = schedule.next(mail, next);
        }
        return tries;
    }

    private static double seconds(Mail mail, Instant at) {
        return Duration.between(mail.at(), at).toMillis() / 1000.0;
    }
}
