package galaxy.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.sessions.ReplayGuard.Request;
import galaxy.sessions.ReplayGuard.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every guard does, for three requests of a session in a minute. */
public abstract class ReplayGuardContract {
    protected static final int PER_MINUTE = 3;
    protected static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** Of the requests. */
    public static final SessionId SESSION = SessionId.of("dvs_0123456789abcdefghjkmnpqrs");

    private static final SessionId OTHER = SessionId.of("dvs_0123456789abcdefghjkmnpqrt");

    /** An empty guard. */
    protected abstract ReplayGuard fresh();

    /** What it remembers may not be whole from now on. */
    protected abstract void lose();

    /** Writes a session as auth does. */
    protected abstract void store(SessionId id, Session session);

    private ReplayGuard guard;

    @BeforeEach
    void start() {
        guard = fresh();
        assertThat(accept(1, NOON.minusSeconds(10), NOON.minusSeconds(10)))
                .isEqualTo(new Verdict.TooEarly(NOON.minusSeconds(4)));
    }

    /** A request with a given id. */
    public static Request request(SessionId session, int number, Instant issuedAt, Instant now) {
        byte[] id = new byte[ReplayId.BYTES];
        Arrays.fill(id, (byte) number);
        return new Request(session, new ReplayId(id), issuedAt, now);
    }

    private Verdict accept(int number, Instant issuedAt, Instant now) {
        return guard.accept(request(SESSION, number, issuedAt, now));
    }

    private static Verdict accepted() {
        return new Verdict.Accepted(Optional.empty());
    }

    @Test
    void a_request_is_accepted_once() {
        assertThat(accept(1, NOON, NOON)).isEqualTo(accepted());
        assertThat(accept(1, NOON, NOON)).isEqualTo(new Verdict.Replayed());
        assertThat(accept(2, NOON, NOON)).isEqualTo(accepted());
        assertThat(guard.accept(request(OTHER, 1, NOON, NOON)))
                .as("of another session")
                .isIn(accepted(), new Verdict.TooEarly(NOON.plusSeconds(6)));
    }

    @Test
    void a_request_is_remembered_until_it_cannot_be_valid_any_more() {
        Instant issued = NOON.plusSeconds(4);
        assertThat(accept(1, issued, NOON)).isEqualTo(accepted());
        assertThat(accept(2, NOON.plusSeconds(63), NOON.plusSeconds(63))).isEqualTo(accepted());
        assertThat(accept(1, issued, NOON.plusSeconds(63))).isEqualTo(new Verdict.Replayed());
        assertThat(accept(3, NOON.plusSeconds(70), NOON.plusSeconds(70))).isEqualTo(accepted());
        assertThat(accept(1, issued, NOON.plusSeconds(70))).isEqualTo(new Verdict.Replayed());
    }

    @Test
    void a_request_has_to_be_dated_after_the_time_from_which_requests_are_valid() {
        Instant validFrom = NOON.minusSeconds(4);
        assertThat(accept(1, validFrom, NOON)).isEqualTo(new Verdict.TooEarly(validFrom));
        assertThat(accept(1, validFrom.plusMillis(1), NOON)).isEqualTo(accepted());
    }

    @Test
    void what_may_not_be_remembered_is_too_early() {
        assertThat(accept(1, NOON, NOON)).isEqualTo(accepted());
        lose();
        Instant later = NOON.plusSeconds(1);
        Verdict tooEarly = new Verdict.TooEarly(later.plusSeconds(6));
        assertThat(accept(1, NOON, later)).isEqualTo(tooEarly);
        assertThat(accept(2, later.plusSeconds(5), later)).isEqualTo(tooEarly);
        assertThat(accept(2, later.plusSeconds(6), later.plusSeconds(1))).isEqualTo(tooEarly);
        assertThat(accept(2, later.plusSeconds(6).plusMillis(1), later.plusSeconds(2)))
                .isEqualTo(accepted());
    }

    @Test
    void a_session_has_so_many_requests_in_the_minute_before_the_date_of_the_next() {
        IntStream.rangeClosed(1, PER_MINUTE)
                .forEach(i -> assertThat(accept(i, NOON.plusSeconds(i), NOON)).isEqualTo(accepted()));
        assertThat(accept(9, NOON.plusSeconds(61), NOON.plusSeconds(61)))
                .as("the first is dated 60 s before, which does not count")
                .isEqualTo(accepted());
        assertThat(accept(10, NOON.plusSeconds(61), NOON.plusSeconds(61))).isEqualTo(new Verdict.TooMany());
        assertThat(accept(1, NOON.plusSeconds(1), NOON.plusSeconds(61)))
                .as("a replay is one also then")
                .isEqualTo(new Verdict.Replayed());
        assertThat(accept(10, NOON.plusSeconds(62), NOON.plusSeconds(62))).isEqualTo(accepted());
    }

    @Test
    void a_request_that_is_refused_is_not_remembered() {
        IntStream.rangeClosed(1, PER_MINUTE).forEach(i -> accept(i, NOON, NOON));
        assertThat(accept(4, NOON.plusSeconds(30), NOON)).isEqualTo(new Verdict.TooMany());
        assertThat(accept(4, NOON.plusSeconds(60).plusMillis(1), NOON.plusSeconds(58)))
                .isEqualTo(accepted());
    }

    @Test
    void the_session_is_read_with_the_request() {
        Session session = SessionTest.session();
        assertThat(guard.find(SESSION)).isEmpty();
        store(SESSION, session);
        assertThat(guard.find(SESSION)).contains(session);
        assertThat(accept(1, NOON, NOON)).isEqualTo(new Verdict.Accepted(Optional.of(session)));
    }

    @Test
    void a_request_that_is_accepted_stays_so_for_the_time_that_it_could_be_valid() {
        Duration valid = ReplayGuard.PAST.plus(ReplayGuard.FUTURE);
        assertThat(ReplayGuard.REMEMBERED).isGreaterThan(valid.plus(ReplayGuard.AHEAD));
    }
}
