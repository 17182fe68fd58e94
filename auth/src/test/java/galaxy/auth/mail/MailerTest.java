package galaxy.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MailerTest {
    private static final String ID = Mails.mail(MailKind.CODE, "en").id();

    private final SettableClock clock = SettableClock.at(Mails.NOON.toString());
    private final MemoryMails queue = new MemoryMails();
    private final Reports reports = new Reports();
    private final List<Mail> attempts = new ArrayList<>();
    private Function<Mail, MailSender.Result> relay = mail -> new MailSender.Result.Sent();

    private Mailer mailer() {
        return new Mailer(
                queue,
                mail -> {
                    attempts.add(mail);
                    return relay.apply(mail);
                },
                new RetrySchedule(new Random(1)),
                reports,
                clock);
    }

    @Test
    void a_mail_is_taken_sent_and_recorded() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        clock.advance(Duration.ofMillis(300));
        relay = mail -> {
            assertThat(queue.get(ID).delivery())
                    .isEqualTo(new Delivery(State.WAITING, 1, clock.instant().plusSeconds(30), ""));
            return new MailSender.Result.Sent();
        };
        mailer().deliver(ID);
        assertThat(queue.get(ID).delivery()).isEqualTo(new Delivery(State.SENT, 1, clock.instant(), ""));
        assertThat(reports.lines).containsExactly("sent CODE PT0.3S");
        mailer().deliver(ID);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void a_clock_that_is_more_exact_than_the_store_does_no_harm() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        clock.advance(Duration.ofNanos(1_234_567));
        relay = mail -> new MailSender.Result.Failed("MAIL: 451");
        mailer().deliver(ID);
        clock.set(queue.get(ID).delivery().next().plusNanos(987_654));
        relay = mail -> new MailSender.Result.Sent();
        mailer().deliver(ID);
        assertThat(attempts).hasSize(2);
        assertThat(queue.get(ID).delivery().state()).isEqualTo(State.SENT);
    }

    @Test
    void what_another_instance_has_taken_is_left_to_it_for_half_a_minute() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        relay = mail -> {
            mailer().deliver(ID);
            throw new IllegalStateException("killed");
        };
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> mailer().deliver(ID)))
                .hasMessage("killed");
        assertThat(attempts).hasSize(1);
        relay = mail -> new MailSender.Result.Sent();
        clock.advance(Duration.ofMillis(29_999));
        mailer().deliver(ID);
        assertThat(attempts).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        mailer().deliver(ID);
        assertThat(attempts).hasSize(2);
        assertThat(queue.get(ID).delivery().state()).isEqualTo(State.SENT);
        assertThat(queue.get(ID).delivery().tries()).isEqualTo(2);
    }

    @Test
    void of_two_instances_that_find_it_due_one_sends_it() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        queue.beforeNextWrite(() -> mailer().deliver(ID));
        mailer().deliver(ID);
        assertThat(attempts).hasSize(1);
        assertThat(reports.lines).containsExactly("sent CODE PT0S");
    }

    @Test
    void a_failure_is_tried_again_until_the_code_has_a_minute_left() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        relay = mail -> new MailSender.Result.Failed("MAIL: 451 4.3.0");
        for (int i = 0; i < 8; i++) {
            mailer().deliver(ID);
            assertThat(queue.get(ID).delivery().reason()).isEqualTo("MAIL: 451 4.3.0");
            clock.set(queue.get(ID).delivery().next());
        }
        assertThat(attempts).hasSize(8);
        assertThat(queue.get(ID).delivery().state()).isEqualTo(State.EXPIRED);
        assertThat(queue.get(ID).delivery().tries()).isEqualTo(8);
        assertThat(reports.lines).hasSize(8).endsWith("undelivered CODE EXPIRED MAIL: 451 4.3.0");
        assertThat(reports.lines.subList(0, 7)).containsOnly("retried CODE MAIL: 451 4.3.0");
    }

    @ParameterizedTest
    @EnumSource
    void what_could_not_be_sent_in_time_expires_without_a_try(MailKind kind) {
        Mail mail = Mails.mail(kind, "en");
        queue.put(mail);
        clock.set(RetrySchedule.last(mail).plusMillis(1));
        mailer().deliver(ID);
        assertThat(attempts).isEmpty();
        assertThat(queue.get(ID).delivery().state()).isEqualTo(State.EXPIRED);
        assertThat(reports.lines).containsExactly("undelivered " + kind + " EXPIRED no instance could send it in time");
    }

    @Test
    void what_the_relay_refuses_for_good_is_dead_at_once() {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        relay = mail -> new MailSender.Result.Refused("RCPT: 550 5.1.1");
        mailer().deliver(ID);
        assertThat(queue.get(ID).delivery()).isEqualTo(new Delivery(State.DEAD, 1, clock.instant(), "RCPT: 550 5.1.1"));
        assertThat(reports.lines).containsExactly("undelivered CODE DEAD RCPT: 550 5.1.1");
        clock.advance(Duration.ofMinutes(1));
        mailer().deliver(ID);
        assertThat(attempts).hasSize(1);
    }

    @Test
    void a_mail_that_is_forgotten_or_not_due_is_none_of_its_business() {
        mailer().deliver("chl_1.1");
        queue.put(Mails.mail(MailKind.CODE, "en").with(new Delivery(State.WAITING, 1, Mails.NOON.plusMillis(1), "")));
        mailer().deliver(ID);
        assertThat(attempts).isEmpty();
    }

    @Test
    void workers_deliver_each_mail_once_at_a_time_and_go_on_after_a_failure() throws Exception {
        queue.put(Mails.mail(MailKind.CODE, "en"));
        queue.put(Mails.mail("chl_2.1", MailKind.CODE, "en", Optional.empty()));
        var running = new CountDownLatch(1);
        var begun = new AtomicInteger();
        relay = mail -> {
            begun.incrementAndGet();
            try {
                running.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("once");
        };
        try (var workers = new MailWorkers(mailer(), 1, reports)) {
            workers.start();
            workers.deliver(ID);
            await().until(() -> begun.get() == 1);
            workers.deliver(ID);
            workers.deliver("chl_2.1");
            assertThat(workers.size()).isEqualTo(2);
            running.countDown();
            await().until(() -> workers.size() == 0);
        }
        assertThat(attempts).extracting(Mail::id).containsExactly(ID, "chl_2.1");
        assertThat(reports.lines).containsExactly("failed once", "failed once");
    }

    @Test
    void workers_stop_and_leave_the_rest() {
        var workers = new MailWorkers(mailer(), 2, reports);
        workers.start();
        workers.close();
        workers.deliver(ID);
        assertThat(attempts).isEmpty();
    }

    private static final class Reports implements MailReport {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void sent(MailKind kind, Duration waited) {
            lines.add("sent " + kind + " " + waited);
        }

        @Override
        public void retried(MailKind kind, String reason) {
            lines.add("retried " + kind + " " + reason);
        }

        @Override
        public void undelivered(MailKind kind, State state, String reason) {
            lines.add("undelivered " + kind + " " + state + " " + reason);
        }

        @Override
        public void failed(RuntimeException failure) {
            lines.add("failed " + failure.getMessage());
        }
    }
}
