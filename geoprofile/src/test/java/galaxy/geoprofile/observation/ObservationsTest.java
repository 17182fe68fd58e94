package galaxy.geoprofile.observation;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.FR;
import static galaxy.geoprofile.memory.World.NL;
import static galaxy.geoprofile.memory.World.NOON;
import static galaxy.geoprofile.observation.Observations.dayOf;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How days and countries are counted. */
class ObservationsTest {
    private static final LocalDate TODAY = dayOf(NOON);

    private static Observations counted(Observations before, CountryCode country, int daysAgo) {
        return before.counted(country, TODAY.minusDays(daysAgo), NOON);
    }

    private static Instant later(int days) {
        return NOON.plus(Duration.ofDays(days));
    }

    @Test
    void counts_a_country_per_day() {
        Observations twice = counted(counted(Observations.NONE, DE, 0), DE, 0);
        assertThat(twice.counts()).containsExactly(new Observations.Count(TODAY, DE, 2));
        assertThat(counted(twice, DE, 1).summary(NOON))
                .containsExactly(new Observed(DE, 2, 3, TODAY.minusDays(1), TODAY));
    }

    @Test
    void a_day_of_utc_ends_at_midnight() {
        assertThat(dayOf(Instant.parse("2026-03-01T23:59:59.999Z"))).isEqualTo("2026-03-01");
        assertThat(dayOf(Instant.parse("2026-03-02T00:00:00Z"))).isEqualTo("2026-03-02");
    }

    @Test
    void counts_8_countries_a_day_and_no_ninth() {
        Observations full = Observations.NONE;
        List<String> codes = List.of("DE", "FR", "NL", "AT", "CH", "BE", "LU", "DK");
        for (String code : codes) {
            full = counted(full, CountryCode.of(code), 0);
        }
        assertThat(full.counts()).hasSize(8);
        assertThat(counted(full, CountryCode.of("SE"), 0)).isEqualTo(full);
        assertThat(counted(full, DE, 0).counts()).hasSize(8).isNotEqualTo(full.counts());
        assertThat(counted(full, CountryCode.of("SE"), 1).counts()).hasSize(9);
    }

    @Test
    void a_day_is_kept_for_90_days() {
        Observations one = counted(Observations.NONE, DE, 0);
        assertThat(one.summary(later(89))).hasSize(1);
        assertThat(one.summary(later(90))).isEmpty();
        Observations next = one.counted(FR, dayOf(later(90)), later(90));
        assertThat(next.counts()).extracting(Observations.Count::country).containsExactly(FR);
    }

    @Test
    void the_most_observed_country_is_that_of_the_most_days_of_30() {
        Observations all = Observations.NONE;
        for (int day = 0; day < 5; day++) {
            all = counted(all, FR, 30 + day);
        }
        assertThat(all.mostRecent(NOON)).isEqualTo(Optional.empty());
        all = counted(all, NL, 29);
        assertThat(all.mostRecent(NOON)).map(Observed::country).contains(NL);
        for (int day = 0; day < 2; day++) {
            all = counted(all, DE, day);
        }
        assertThat(all.mostRecent(NOON)).contains(new Observed(DE, 2, 2, TODAY.minusDays(1), TODAY));
        assertThat(all.summary(NOON)).extracting(Observed::country).containsExactly(FR, DE, NL);
    }

    @Test
    void of_two_with_as_many_days_the_one_that_was_seen_more_often_comes_first() {
        Observations all = counted(counted(counted(Observations.NONE, DE, 0), FR, 1), FR, 1);
        assertThat(all.summary(NOON)).extracting(Observed::country).containsExactly(FR, DE);
        assertThat(counted(counted(Observations.NONE, DE, 1), FR, 0).summary(NOON))
                .extracting(Observed::country)
                .containsExactly(FR, DE);
        assertThat(counted(counted(Observations.NONE, FR, 0), DE, 0).summary(NOON))
                .extracting(Observed::country)
                .containsExactly(DE, FR);
    }
}
