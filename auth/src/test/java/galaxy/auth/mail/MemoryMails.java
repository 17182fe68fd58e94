package galaxy.auth.mail;

import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.Mail.State;
import galaxy.kernel.Page;
import galaxy.kernel.Sha256;
import galaxy.kernel.WriteResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** Mails as the store keeps them, in memory, for ever. */
public final class MemoryMails implements MailQueue {
    private final Map<String, Mail> mails = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Runnable>> beforeWrite = new AtomicReference<>(Optional.empty());

    private record Seen(Mail mail) implements MailSnapshot {}

    public void put(Mail mail) {
        mails.put(mail.id(), mail);
    }

    /** A mail that is there. */
    public Mail get(String id) {
        return Objects.requireNonNull(mails.get(id));
    }

    /** What another writer does meanwhile. */
    public void beforeNextWrite(Runnable other) {
        beforeWrite.set(Optional.of(other));
    }

    /** The ids of those that wait and are due. */
    public List<String> due(Instant now) {
        return mails.values().stream()
                .filter(mail -> mail.delivery().state() == State.WAITING
                        && !mail.delivery().next().isAfter(now))
                .map(Mail::id)
                .toList();
    }

    @Override
    public Optional<MailSnapshot> read(String id) {
        return Optional.ofNullable(mails.get(id)).map(Seen::new);
    }

    @Override
    public WriteResult write(MailSnapshot seen, Delivery next) {
        beforeWrite.getAndSet(Optional.empty()).ifPresent(Runnable::run);
        Mail before = seen.mail();
        Instant stored = next.next().truncatedTo(ChronoUnit.MILLIS);
        Mail with = before.with(new Delivery(next.state(), next.tries(), stored, next.reason()));
        Mail after = next.state().isUndelivered() ? withoutAddress(with) : with;
        return mails.replace(before.id(), before, after) ? WriteResult.DONE : WriteResult.CONFLICT;
    }

    @Override
    public Page<Undelivered, String> undelivered(Optional<String> after, int size) {
        List<Mail> found = mails.values().stream()
                .filter(mail -> mail.delivery().state().isUndelivered())
                .filter(mail -> after.stream().allMatch(last -> member(mail).compareTo(last) < 0))
                .sorted(Comparator.comparing(MemoryMails::member).reversed())
                .toList();
        Page<Mail, String> page = Page.of(found, size, MemoryMails::member);
        return new Page<>(page.items().stream().map(MemoryMails::listed).toList(), page.next());
    }

    private static String member(Mail mail) {
        return "%013d|%s".formatted(mail.delivery().next().toEpochMilli(), mail.id());
    }

    private static Undelivered listed(Mail mail) {
        Delivery delivery = mail.delivery();
        return new Undelivered(mail.id(), mail.kind(), mail.to(), delivery.reason(), delivery.tries(), delivery.next());
    }

    private static Mail withoutAddress(Mail mail) {
        return new Mail(
                mail.id(),
                mail.kind(),
                Sha256.hex(mail.to()),
                mail.locale(),
                mail.codeKey(),
                mail.country(),
                mail.at(),
                mail.endsAt(),
                mail.delivery());
    }
}
