package galaxy.gateway.request;

import galaxy.gateway.limit.AddressBudget;
import galaxy.sessions.Credential;
import galaxy.sessions.ReplayGuard;
import galaxy.sessions.ReplayGuard.Verdict;
import galaxy.sessions.Session;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Checks of a well-formed signed request, the cheap ones first: nothing is written for one that is not signed by the device
 * of its session.
 */
public final class CheckRequest {
    private final Rules rules;
    private final DeviceKeys keys;
    private final ReplayGuard guard;
    private final CheckReport report;
    private final InstantSource clock;

    /**
     * What is accepted.
     *
     * @param audience the deployment that requests have to be for, if it has a name
     * @param failures what an address may send that no session has signed
     */
    public record Rules(Optional<String> audience, AddressBudget failures) {}

    public CheckRequest(Rules rules, DeviceKeys keys, ReplayGuard guard, CheckReport report, InstantSource clock) {
        this.rules = rules;
        this.keys = keys;
        this.guard = guard;
        this.report = report;
        this.clock = clock;
    }

    /**
     * Accepts a request once.
     *
     * @throws galaxy.kernel.UnavailableException when the store does not respond; the same request may be sent again, signed
     *     anew
     */
    public Checked check(Envelope envelope) {
        if (rules.failures().state(envelope.from()).isSpent()) {
            return new Checked.TooManyRequests();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant issuedAt = envelope.request().issuedAt();
        if (issuedAt.isBefore(now.minus(ReplayGuard.PAST)) || issuedAt.isAfter(now.plus(ReplayGuard.FUTURE))) {
            return new Checked.Stale(now);
        }
        if (rules.audience().isPresent()
                && !rules.audience().equals(envelope.request().audience())) {
            return new Checked.AudienceMismatch();
        }
        Optional<Credential> key = keys.find(envelope.request().sessionId());
        if (key.isEmpty() || !isSigned(envelope, key.get())) {
            return failed(envelope.from());
        }
        return accept(envelope, now);
    }

    private boolean isSigned(Envelope envelope, Credential key) {
        long begin = System.nanoTime();
        boolean isRight = envelope.bytes().isSignedBy(key);
        report.verified(isRight, Duration.ofNanos(System.nanoTime() - begin));
        return isRight;
    }

    private Checked failed(InetAddress from) {
        rules.failures().take(from);
        return new Checked.SessionInvalid();
    }

    private Checked accept(Envelope envelope, Instant now) {
        ClientRequest request = envelope.request();
        Verdict verdict = guard.accept(
                new ReplayGuard.Request(request.sessionId(), envelope.bytes().replayId(), request.issuedAt(), now));
        return switch (verdict) {
            case Verdict.Accepted(Optional<Session> session) -> {
                report.guarded("ok");
                yield session.map(known -> active(known, request)).orElseGet(Checked.SessionInvalid::new);
            }
            case Verdict.Replayed _ -> {
                report.guarded("replayed");
                yield new Checked.Replayed();
            }
            case Verdict.TooEarly(Instant validFrom) -> {
                report.guarded("too_early");
                yield tooEarly(validFrom, now);
            }
            case Verdict.TooMany _ -> {
                report.guarded("too_many");
                yield new Checked.TooManyRequests();
            }
        };
    }

    private static Checked tooEarly(Instant validFrom, Instant now) {
        Instant least = validFrom.plusMillis(1);
        Duration wait = Duration.between(now.plus(ReplayGuard.FUTURE), least);
        return new Checked.TooEarly(now, least, wait.isNegative() ? Duration.ZERO : wait);
    }

    /** By the clock after the store has responded. */
    private Checked active(Session session, ClientRequest request) {
        return switch (session.status(clock.instant())) {
            case ACTIVE -> new Checked.Accepted(session, request);
            case REVOKED -> new Checked.SessionRevoked();
            case EXPIRED -> new Checked.SessionExpired();
        };
    }
}
