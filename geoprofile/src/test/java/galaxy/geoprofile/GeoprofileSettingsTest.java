package galaxy.geoprofile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Upstream;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipSettings;
import galaxy.geoprofile.profile.ApprovalRules;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GeoprofileSettingsTest {
    private static GeoprofileSettings read(Map<String, String> settings) {
        var reader = new SettingsReader(
                SettingSources.of(settings),
                Stream.of(ListenerKeys.SHARED, GeoipSettings.ALL, GeoprofileSettings.ALL)
                        .flatMap(List::stream)
                        .toList());
        GeoprofileSettings read = GeoprofileSettings.read(reader);
        reader.finish();
        return read;
    }

    @Test
    void the_standard_values_are_those_of_the_contract() {
        GeoprofileSettings standard = read(Map.of());
        assertThat(standard.rules()).isEqualTo(new ApprovalRules(false, Duration.ofDays(90)));
        assertThat(standard.users()).isEqualTo(new Upstream.Given(Optional.empty(), Optional.empty()));
        assertThat(standard.http().port()).isEqualTo(8083);
        assertThat(standard.geoip().database()).isEmpty();
        assertThat(standard.geoip().checkEvery()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void approval_and_cool_down_are_set() {
        GeoprofileSettings set = read(Map.of(
                "geoprofile.approval", "first-auto",
                "geoprofile.cool-down", "1d",
                "geoprofile.users.url", "http://users:8081"));
        assertThat(set.rules()).isEqualTo(new ApprovalRules(true, Duration.ofDays(1)));
        assertThat(set.users().url()).map(Object::toString).contains("http://users:8081");
    }

    @Test
    void every_problem_is_reported_with_its_key() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "geoprofile.approval", "always",
                        "geoprofile.users.url", "http://user:password@users",
                        "geoprofile.cool-down", "soon")))
                .withMessageContaining("geoprofile.approval")
                .withMessageContaining("geoprofile.users.url")
                .withMessageContaining("geoprofile.cool-down")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("password"));
    }
}
