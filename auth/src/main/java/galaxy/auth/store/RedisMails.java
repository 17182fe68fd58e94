package galaxy.auth.store;

import galaxy.auth.mail.Mail;
import galaxy.auth.mail.Mail.Delivery;
import galaxy.auth.mail.MailQueue;
import galaxy.kernel.Page;
import galaxy.kernel.WriteResult;
import galaxy.store.Bucket;
import galaxy.store.Commit;
import galaxy.store.Scan;
import galaxy.store.ServiceStore;
import galaxy.store.Shard;
import galaxy.store.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The mails, each beside the challenge or session that it belongs to:
 *
 * <ul>
 *   <li>{@code auth:{tag}:mail:<mail_id>}: record of a mail; expires an hour after it was written last. One that was not
 *       delivered has the digest of the address instead of the address; it is removed after seven days, and expires a day
 *       later where nothing removes it
 *   <li>{@code auth:{tag}:undelivered}: in each shard, sorted set of mails that were not delivered, with score 0:
 *       {@code failed_ms (13 digits)|mail_id}
 * </ul>
 *
 * <p>A mail that waits is a member of {@code due}; one that was not delivered is too, until its entry above is removed.
 */
public final class RedisMails implements MailQueue {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration LISTED = Duration.ofDays(7);

    /** So that the record is still there when its entry in the list is due to be removed. */
    private static final Duration GRACE = Duration.ofDays(1);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ServiceStore store;
    private final UnaryOperator<String> digest;

    private record Seen(Versioned<Mail> stored) implements MailSnapshot {
        @Override
        public Mail mail() {
            return stored.value();
        }
    }

    /** @param digest of an address, to recognise it by */
    public RedisMails(ServiceStore store, UnaryOperator<String> digest) {
        this.store = store;
        this.digest = digest;
    }

    /** Adds a new mail, which is due at once, to a commit in the bucket of its subject. */
    Commit add(Commit commit, Mail mail) {
        return commit.lease(key(mail.id()), Optional.empty(), MailFormat.MAIL, mail, LIFE)
                .due(mail.id(), Optional.of(mail.delivery().next()));
    }

    @Override
    public Optional<MailSnapshot> read(String id) {
        return store.records().read(key(id), MailFormat.MAIL).map(Seen::new);
    }

    @Override
    public WriteResult write(MailSnapshot seen, Delivery next) {
        Versioned<Mail> stored = ((Seen) seen).stored();
        Mail mail = stored.value().with(next);
        Commit commit = store.records().commit(bucket(mail.id()));
        String key = key(mail.id());
        switch (next.state()) {
            case WAITING ->
                commit.lease(key, Optional.of(stored.version()), MailFormat.MAIL, mail, LIFE)
                        .due(mail.id(), Optional.of(next.next()));
            case SENT ->
                commit.lease(key, Optional.of(stored.version()), MailFormat.MAIL, mail, LIFE)
                        .due(mail.id(), Optional.empty());
            case EXPIRED, DEAD ->
                commit.lease(
                                key,
                                Optional.of(stored.version()),
                                MailFormat.MAIL,
                                withoutAddress(mail),
                                LISTED.plus(GRACE))
                        .index(undelivered(commit.shard()), member(mail))
                        .due(mail.id(), Optional.of(next.next().plus(LISTED)));
        }
        return store.records().send(commit);
    }

    /**
     * Visits a mail that is due.
     *
     * @return whether it waits to be sent; what is over is removed from where it is listed
     */
    public boolean isWaiting(String id) {
        Optional<Versioned<Mail>> found = store.records().read(key(id), MailFormat.MAIL);
        if (found.isEmpty()) {
            Commit commit = store.records().commit(bucket(id));
            store.records()
                    .send(commit.lease(key(id), Optional.empty(), MailFormat.GONE, id, SOON)
                            .due(id, Optional.empty()));
            return false;
        }
        Mail mail = found.get().value();
        if (mail.delivery().state() == Mail.State.WAITING) {
            return true;
        }
        Instant listedUntil = mail.delivery().next().plus(LISTED);
        if (!listedUntil.isAfter(store.clock().instant())) {
            Commit commit = store.records().commit(bucket(id));
            store.records()
                    .send(commit.lease(key(id), Optional.of(found.get().version()), MailFormat.MAIL, mail, SOON)
                            .unindex(undelivered(commit.shard()), member(mail))
                            .due(id, Optional.empty()));
        }
        return false;
    }

    @Override
    public Page<Undelivered, String> undelivered(Optional<String> after, int size) {
        Scan scan = Scan.start(
                store.redis(), store.layouts().readable(), shard -> List.of(undelivered(shard)), after, size + 1);
        List<String> members = new ArrayList<>();
        for (Optional<String> next = scan.next(); next.isPresent() && members.size() <= size; next = scan.next()) {
            members.add(next.get());
        }
        Page<String, String> page = Page.of(members, size, member -> member);
        List<String> keys = page.items().stream()
                .map(member -> key(member.substring(member.indexOf('|') + 1)))
                .toList();
        List<Undelivered> items = store.records().readAll(keys, MailFormat.MAIL).stream()
                .map(Versioned::value)
                .filter(mail -> mail.delivery().state().isUndelivered())
                .map(RedisMails::listed)
                .toList();
        return new Page<>(items, page.next());
    }

    private Mail withoutAddress(Mail mail) {
        return new Mail(
                mail.id(),
                mail.kind(),
                digest.apply(mail.to()),
                mail.locale(),
                mail.codeKey(),
                mail.country(),
                mail.at(),
                mail.endsAt(),
                mail.delivery());
    }

    private static Undelivered listed(Mail mail) {
        Delivery delivery = mail.delivery();
        return new Undelivered(mail.id(), mail.kind(), mail.to(), delivery.reason(), delivery.tries(), delivery.next());
    }

    static String member(Mail mail) {
        return "%013d|%s".formatted(mail.delivery().next().toEpochMilli(), mail.id());
    }

    private static Bucket bucket(String id) {
        return Bucket.ofId(id.substring(0, id.indexOf('.')));
    }

    private String key(String id) {
        return store.records().space().key(bucket(id), "mail", id);
    }

    private String undelivered(Shard shard) {
        return store.records().space().key(shard, "undelivered");
    }
}
