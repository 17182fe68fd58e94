package galaxy.models.auth;

import galaxy.models.auth.Response.Expired;
import galaxy.models.auth.Response.Limited;
import galaxy.models.auth.Response.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Auth, and of users what sign-in needs, as their contracts have it: one request at a time, and nothing fails. Requests are valid,
 * and time never goes back. Not thread-safe.
 */
public final class AuthModel {
    private final Rules rules;
    private final Map<String, Mailbox> mailboxes = new HashMap<>();
    private final Map<String, Challenge> challenges = new HashMap<>();
    private final Accounts accounts = new Accounts();
    private final Sessions sessions;

    public AuthModel(Rules rules) {
        this.rules = rules;
        this.sessions = new Sessions(rules);
    }

    /** What the service draws. Each is asked for when the model draws it too. */
    public interface Draws {
        String challengeId();

        /** The code of a challenge. */
        String code(String challengeId);

        /** The id of a user who is created. */
        String userId();

        String sessionId();
    }

    /** Carries a request out. */
    public Response serve(Request request, Instant now, Draws draws) {
        return switch (request) {
            case Request.Send(String email, Optional<String> again) -> send(email, again, now, draws);
            case Request.Confirm confirm -> confirm(confirm, now, draws);
            case Request.ListSessions(String userId, boolean all) -> new Response.Listed(sessions.of(userId, all, now));
            case Request.Show(String id) -> new Shown(sessions.find(id, now));
            case Request.Revoke(String id, Optional<String> owner, End.Cause cause) ->
                new Shown(sessions.revoke(id, owner, cause, now));
            case Request.RevokeAll(String userId, Optional<String> except, End.Cause cause) ->
                new Response.Revoked(sessions.revokeAll(userId, except, cause, now));
            case Request.Use use -> use(use, now);
            case Request.Block(String email, String reason, String actor) -> block(email, reason, actor, now);
            case Request.Unblock(String email) -> {
                accounts.unblock(email);
                yield new Response.Done();
            }
        };
    }

    private Response send(String email, Optional<String> again, Instant now, Draws draws) {
        String address = email.strip();
        Mailbox mailbox = mailbox(address);
        Optional<Instant> next = mailbox.nextSend(now);
        if (next.isPresent()) {
            return limited(next.get(), now);
        }
        Optional<String> known = again.filter(id -> isResendable(id, address, now));
        String id = known.orElseGet(draws::challengeId);
        Challenge challenge = challenges.computeIfAbsent(id, drawn -> new Challenge(address, draws.code(drawn), now));
        mailbox.sent(now);
        return new Response.Sent(
                id,
                seconds(Duration.between(now, challenge.sentAt.plus(Challenge.OPEN))),
                mailbox.nextSend(now)
                        .map(at -> seconds(Duration.between(now, at)))
                        .orElse(Duration.ZERO));
    }

    private boolean isResendable(String id, String email, Instant now) {
        Challenge challenge = challenges.get(id);
        return challenge != null
                && Mailbox.of(challenge.email).equals(Mailbox.of(email))
                && challenge.isResendable(now);
    }

    private Response confirm(Request.Confirm confirm, Instant now, Draws draws) {
        Challenge challenge = challenges.get(confirm.challengeId());
        if (challenge == null || challenge.isOver(now)) {
            return new Expired();
        }
        Mailbox mailbox = mailbox(challenge.email);
        Optional<Instant> next = challenge.isOpen() ? mailbox.nextConfirm(now) : Optional.empty();
        if (next.isPresent()) {
            return limited(next.get(), now);
        }
        if (challenge.isUsedUp()) {
            return challenge.isUndecided(now) ? new Response.Undecided() : new Expired();
        }
        boolean isOpen = challenge.isOpen();
        int left = challenge.count(now);
        if (!confirm.code().equals(challenge.code)) {
            if (isOpen) {
                mailbox.wrong(now);
            }
            return isOpen ? new Response.WrongCode(left) : new Expired();
        }
        if (isOpen) {
            mailbox.right();
        }
        return challenge.verify(confirm.credential()) ? begin(challenge, confirm, now, draws) : new Expired();
    }

    /** The session of a challenge whose code is right. */
    private Response begin(Challenge challenge, Request.Confirm confirm, Instant now, Draws draws) {
        Optional<Session> begun = challenge.binding().flatMap(bound -> sessions.find(bound.sessionId(), now));
        String email = accounts.accountEmail(challenge.email);
        if (begun.isEmpty()) {
            Optional<String> block = accounts.block(email);
            if (block.isPresent()) {
                return new Response.Blocked(accounts.user(email), block.get());
            }
        }
        Challenge.Binding binding = challenge.binding().orElseGet(() -> {
            boolean isCreated = accounts.user(email).isEmpty();
            String userId = accounts.ensure(email, draws::userId);
            return challenge.bind(new Challenge.Binding(userId, isCreated, draws.sessionId()));
        });
        Session session = begun.orElseGet(() -> sessions.begin(
                new Session.Start(binding.sessionId(), binding.userId(), confirm.credential(), confirm.country()),
                now));
        return session.isActive()
                ? new Response.SignedIn(session.id(), session.userId(), binding.isCreated(), session.endsAt())
                : new Expired();
    }

    private Response use(Request.Use use, Instant now) {
        Optional<Session> active = sessions.find(use.sessionId(), now).filter(Session::isActive);
        active.ifPresent(session -> {
            sessions.used(session, use.at().isAfter(now) ? now : use.at(), use.country());
            if (accounts.isBlocked(session.userId())) {
                sessions.revokeAll(session.userId(), Optional.empty(), End.blocked(), now);
            }
        });
        return new Response.Done();
    }

    private Response block(String email, String reason, String actor, Instant now) {
        String address = accounts.accountEmail(email.strip());
        boolean isNew = accounts.blockAddress(address, reason);
        Optional<String> userId = accounts.user(address);
        int revoked = userId.map(id -> sessions.revokeAll(id, Optional.empty(), End.blocked(actor), now))
                .orElse(0);
        return new Response.BlockedNow(isNew, userId, revoked);
    }

    private Mailbox mailbox(String email) {
        return mailboxes.computeIfAbsent(Mailbox.of(email), name -> new Mailbox(rules.limits()));
    }

    private static Response limited(Instant next, Instant now) {
        return new Limited(seconds(Duration.between(now, next)));
    }

    private static Duration seconds(Duration time) {
        return Duration.ofSeconds(time.plusMillis(999).toSeconds());
    }
}
