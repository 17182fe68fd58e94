package galaxy.auth.mail;

import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.auth.mail.MailQueue.MailSnapshot;
import galaxy.kernel.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/**
 * Sends one mail that is due: takes it, so that no other instance does, sends it, and records what became of it. It is sent at
 * least once, unless it expires: what an instance leaves behind that dies meanwhile, another one takes after a while.
 */
public final class Mailer {
    /** How long a mail belongs to the instance that has taken it. */
    public static final Duration TURN = Duration.ofSeconds(30);

    private final MailQueue queue;
    private final Function<Mail, MailSender.Result> send;
    private final RetrySchedule schedule;
    private final MailReport report;
    private final InstantSource clock;

    /** @param send writes a mail in words and makes one attempt to send it */
    public Mailer(
            MailQueue queue,
            Function<Mail, MailSender.Result> send,
            RetrySchedule schedule,
            MailReport report,
            InstantSource clock) {
        this.queue = queue;
        this.send = send;
        this.schedule = schedule;
        this.report = report;
        this.clock = clock;
    }

    /** Sends a mail if it waits and is due; blocks as long as the attempt takes. */
    public void deliver(String id) {
        Instant now = now();
        queue.read(id)
                .filter(found -> isDue(found.mail(), now))
                .flatMap(found -> RetrySchedule.last(found.mail()).isBefore(now) ? expire(found) : take(found, now))
                .ifPresent(this::attempt);
    }

    /** As exact as a mail is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isDue(Mail mail, Instant now) {
        Delivery delivery = mail.delivery();
        return delivery.state() == State.WAITING && !delivery.next().isAfter(now);
    }

    /** Empty when another instance has taken it. */
    private Optional<MailSnapshot> take(MailSnapshot found, Instant now) {
        Delivery before = found.mail().delivery();
        var taken = new Delivery(State.WAITING, before.tries() + 1, now.plus(TURN), before.reason());
        return queue.write(found, taken) == WriteResult.DONE
                ? queue.read(found.mail().id())
                        .filter(seen -> seen.mail().delivery().equals(taken))
                : Optional.empty();
    }

    private Optional<MailSnapshot> expire(MailSnapshot found) {
        Delivery before = found.mail().delivery();
        String reason = before.reason().isEmpty() ? "no instance could send it in time" : before.reason();
        end(found, State.EXPIRED, reason);
        return Optional.empty();
    }

    private void attempt(MailSnapshot taken) {
        Mail mail = taken.mail();
        switch (send.apply(mail)) {
            case MailSender.Result.Sent() -> {
                Instant now = now();
                report.sent(mail.kind(), Duration.between(mail.at(), now));
                queue.write(taken, new Delivery(State.SENT, mail.delivery().tries(), now, ""));
            }
            case MailSender.Result.Refused(String reason) -> end(taken, State.DEAD, reason);
            case MailSender.Result.Failed(String reason) -> again(taken, reason);
        }
    }

    private void again(MailSnapshot taken, String reason) {
        Mail mail = taken.mail();
        Instant next = schedule.next(mail, now());
        if (next.isAfter(RetrySchedule.last(mail))) {
            end(taken, State.EXPIRED, reason);
        } else {
            report.retried(mail.kind(), reason);
            queue.write(taken, new Delivery(State.WAITING, mail.delivery().tries(), next, reason));
        }
    }

    private void end(MailSnapshot seen, State state, String reason) {
        Mail mail = seen.mail();
        var ended = new Delivery(state, mail.delivery().tries(), now(), reason);
        if (queue.write(seen, ended) == WriteResult.DONE) {
            report.undelivered(mail.kind(), state, reason);
        }
    }
}
