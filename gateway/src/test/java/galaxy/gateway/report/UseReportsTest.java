package galaxy.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.kernel.UserId;
import galaxy.sessions.SessionId;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UseReportsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long HOUR = 3600;
    private static final SessionId SESSION = SessionId.of("dvs_0123456789abcdefghjkmnpqrs");
    private static final SessionId OTHER = SessionId.of("dvs_0123456789abcdefghjkmnpqrt");

    private final List<SessionUse> toAuth = new ArrayList<>();
    private final List<SessionUse> toGeoprofile = new ArrayList<>();
    private final UseReports reports = new UseReports(toAuth::add, toGeoprofile::add);

    private void used(SessionId session, long secondsAfter, String country) {
        reports.used(new SessionUse(
                session,
                UserId.of("usr_0123456789abcdefghjkmnpqrs"),
                NOON.plusSeconds(secondsAfter),
                InetAddress.ofLiteral("192.0.2.1"),
                country.isEmpty() ? Optional.empty() : Optional.of(CountryCode.of(country))));
    }

    @Test
    void auth_hears_of_the_first_use_and_of_one_each_five_minutes() {
        used(SESSION, 0, "");
        used(SESSION, 299, "");
        used(OTHER, 299, "");
        used(SESSION, 300, "");
        used(SESSION, 301, "");
        assertThat(toAuth)
                .extracting(use -> Duration.between(NOON, use.at()).toSeconds())
                .containsExactly(0L, 299L, 300L);
    }

    @Test
    void geoprofile_hears_once_of_a_session_country_and_day() {
        used(SESSION, 0, "DE");
        used(SESSION, 1 * HOUR, "DE");
        used(SESSION, 2 * HOUR, "AT");
        used(SESSION, 3 * HOUR, "DE");
        used(SESSION, 4 * HOUR, "");
        used(OTHER, 4 * HOUR, "DE");
        used(SESSION, 12 * HOUR, "DE");
        assertThat(toGeoprofile)
                .extracting(use -> Duration.between(NOON, use.at()).toHours())
                .containsExactly(0L, 2L, 4L, 12L);
    }
}
