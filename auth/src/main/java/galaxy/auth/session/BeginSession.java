package galaxy.auth.session;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.Challenge;
import galaxy.auth.challenge.Challenge.Binding;
import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.ConfirmCode.Request;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.session.SessionStore.Change;
import galaxy.auth.session.SessionStore.Operation;
import galaxy.auth.session.SessionStore.Snapshot;
import galaxy.auth.session.SessionStore.Write;
import galaxy.auth.user.UserDirectory;
import galaxy.auth.user.UserDirectory.Standing;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.sessions.Session;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Steps 7 to 9 of a confirmation. What is stored of the user's sessions is read before users are asked whether the user is
 * blocked, and the commit expects it unchanged: a block that comes later makes the commit conflict, or finds the session.
 */
public final class BeginSession implements ConfirmCode.BeginSession {
    private final Sessions sessions;
    private final SessionStore store;
    private final UserDirectory users;
    private final Rules rules;
    private final Consumer<String> mailer;

    /**
     * How long sessions last.
     *
     * @param idle without use
     * @param life at the longest
     * @param most how many one user may have
     * @param isNoticeSent whether the player gets a mail when another device signs in
     */
    public record Rules(Duration idle, Duration life, int most, boolean isNoticeSent) {}

    /** @param mailer is given the id of a mail that is due */
    public BeginSession(
            Sessions sessions, SessionStore store, UserDirectory users, Rules rules, Consumer<String> mailer) {
        this.sessions = sessions;
        this.store = store;
        this.users = users;
        this.rules = rules;
        this.mailer = mailer;
    }

    @Override
    public Outcome begin(Challenge.Bound bound, Request request) {
        return sessions.turns()
                .retry(bound.binding().userId(), "the sessions of a user", writes -> once(bound, request));
    }

    private Optional<Outcome> once(Challenge.Bound bound, Request request) {
        Binding binding = bound.binding();
        Snapshot seen = store.read(binding.userId(), Optional.of(binding.sessionId()));
        Instant now = sessions.now();
        Session known = seen.records().get(binding.sessionId());
        if (known != null) {
            return Optional.of(signedIn(binding, known, now));
        }
        // A session that ended so long ago that it is forgotten is not begun again: its challenge is over by then.
        if (users.resolve(EmailAddress.of(binding.email()), request.cause()) instanceof Standing.Blocked(var block)) {
            return Optional.of(new Outcome.Blocked(block));
        }
        Session session = session(bound, now);
        Write write = write(seen, bound, session, request, now);
        Optional<Integer> written = sessions.write(seen, Optional.of(write));
        if (written.isPresent()) {
            write.mail().ifPresent(mail -> mailer.accept(mail.id()));
        }
        return written.map(done -> signedIn(binding, session, now));
    }

    private static Outcome signedIn(Binding binding, Session session, Instant now) {
        return session.isActive(now)
                ? new Outcome.SignedIn(
                        binding.sessionId(), binding.userId(), binding.isCreated(), session.endsAt(), now)
                : new Outcome.Expired();
    }

    private Session session(Challenge.Bound bound, Instant now) {
        Challenge.Proof proof = bound.proof();
        Instant ends = now.plus(rules.life());
        Instant idle = now.plus(rules.idle());
        return new Session(
                bound.binding().userId(),
                proof.credential(),
                proof.name(),
                now,
                proof.country(),
                now,
                proof.country(),
                idle.isBefore(ends) ? idle : ends,
                ends,
                Optional.empty());
    }

    private Write write(Snapshot seen, Challenge.Bound bound, Session session, Request request, Instant now) {
        SessionId id = bound.binding().sessionId();
        List<Change> changes = new ArrayList<>(EndSessions.expired(seen, now));
        List<Map.Entry<SessionId, Session>> active = EndSessions.active(seen, now);
        active.stream()
                .sorted(Comparator.comparing(each -> each.getValue().seenAt()))
                .limit(Math.max(0, active.size() + 1 - rules.most()))
                .forEach(each -> changes.add(displaced(each, request, now)));
        List<UserSessions.Ended> ended = EndSessions.ends(changes);
        Optional<Instant> others = EndSessions.nextEnd(seen, changes);
        changes.add(new Change(id, session, Operation.CREATED, Optional.of(user(session)), request.cause()));
        Instant due = others.filter(session.expiresAt()::isAfter).orElse(session.expiresAt());
        return new Write(
                seen.sessions().ended(ended).begun(bound.binding().email(), id),
                changes,
                Optional.of(due),
                active.isEmpty() || !rules.isNoticeSent() ? Optional.empty() : Optional.of(notice(id, bound, now)),
                now);
    }

    private static Change displaced(Map.Entry<SessionId, Session> each, Request request, Instant now) {
        Ended end = new Ended(now, Ended.DISPLACED, "displaced", EndSessions.byAuth());
        return new Change(
                each.getKey(),
                each.getValue().with(end),
                Operation.DISPLACED,
                Optional.of(EndSessions.byAuth()),
                request.cause());
    }

    private static Actor user(Session session) {
        return Actor.of("user", session.userId().value());
    }

    private static Mail notice(SessionId id, Challenge.Bound bound, Instant now) {
        return Mail.of(
                id.value() + ".1",
                MailKind.NEW_DEVICE,
                TypedAddress.of(bound.challenge().email()).recipient(),
                bound.proof().language(),
                Optional.empty(),
                bound.proof().country(),
                now,
                now.plus(Duration.ofHours(1)));
    }
}
