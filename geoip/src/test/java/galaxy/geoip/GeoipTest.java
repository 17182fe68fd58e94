package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.chassis.settings.SettingsException;
import galaxy.kernel.CountryCode;
import galaxy.testkit.Metrics;
import galaxy.testkit.mmdb.MmdbWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class GeoipTest {
    private static final Instant BUILT = Instant.parse("2026-06-17T19:51:40Z");

    @TempDir
    private Path folder;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void follow_the_log() {
        log.start();
        logger().addAppender(log);
        logger().setLevel(Level.TRACE);
    }

    @AfterEach
    void leave_the_log() {
        logger().detachAppender(log);
        logger().setLevel(null);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("galaxy.geoip");
    }

    @Test
    void without_settings_the_bundled_table_answers() {
        try (Geoip geoip = open(Optional.empty(), BUILT)) {
            assertThat(geoip.countries().countryOf(InetAddress.ofLiteral("193.0.6.139")))
                    .contains(CountryCode.of("NL"));
            assertThat(geoip.languages().languageOf(CountryCode.of("NL")).value())
                    .isEqualTo("nl");
            assertThat(geoip.countries().info().source())
                    .contains("@ip-location-db/geo-whois-asn-country-mmdb 2.3.2026061719", "nro.net", "CC BY 4.0")
                    .contains("https://creativecommons.org/licenses/by/4.0/", "converted", "incorrect data");
            assertThat(geoip.countries().info().built()).isEqualTo(BUILT);
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void a_table_older_than_400_days_is_warned_of_once() {
        open(Optional.empty(), BUILT.plus(Duration.ofDays(400))).close();
        assertThat(log.list).isEmpty();
        try (Geoip geoip = Geoip.open(
                settings(Optional.empty(), Optional.empty()),
                new PrometheusRegistry(),
                InstantSource.fixed(BUILT.plus(Duration.ofDays(401))))) {
            geoip.countries().countryOf(InetAddress.ofLiteral("8.8.8.8"));
        }
        assertThat(log.list)
                .singleElement()
                .satisfies(line -> assertThat(line.getFormattedMessage())
                        .contains("401 days old", "Set geoip.database to a newer file"));
    }

    @Test
    void all_problems_of_both_files_are_reported_together() throws IOException {
        Path languages = Files.writeString(folder.resolve("languages"), "XX\tfr\nCH\tzz\n");
        Path database = Files.writeString(folder.resolve("database"), "text");
        assertThat(problems(Optional.of(database), Optional.of(languages)))
                .containsExactly(
                        "geoip.languages: " + languages
                                + ", line 1: the country is not an assigned upper-case ISO 3166-1 alpha-2 code",
                        "geoip.languages: " + languages
                                + ", line 2: the language must begin with a registered language",
                        "geoip.database: " + database
                                + " is refused: it has no metadata of a MaxMind DB file; give a whole file in the MaxMind DB format");
    }

    @Test
    void files_that_cannot_be_read_are_reported() throws IOException {
        Path absent = folder.resolve("absent");
        Path latin =
                Files.write(folder.resolve("latin"), "CH\tfr # fran\u00E7ais".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(Optional.of(absent), Optional.of(absent)))
                .containsExactly(
                        "geoip.languages: " + absent
                                + " cannot be read (there is no such file or folder); give a readable file in UTF-8, or take the key out",
                        "geoip.database: " + absent
                                + " cannot be read (there is no such file or folder); give a readable file, or take the key out for the bundled table");
        assertThat(problems(() -> GeoipData.check(settings(Optional.of(absent), Optional.of(absent)))))
                .as("before anything is started")
                .isEqualTo(problems(Optional.of(absent), Optional.of(absent)));
        GeoipData.check(settings(Optional.of(latin), Optional.empty()));
        assertThat(problems(Optional.of(folder), Optional.of(latin)))
                .containsExactly(
                        "geoip.languages: " + latin
                                + " cannot be read (line 1 is not UTF-8); give a readable file in UTF-8, or take the key out",
                        "geoip.database: " + folder
                                + " cannot be read (it is not a regular file); give a readable file, or take the key out for the bundled table");
    }

    @Test
    void follows_the_file_until_it_is_closed_and_logs_a_bad_one_once() throws IOException {
        Path path = write("DE");
        try (Geoip geoip = open(Optional.of(path), BUILT)) {
            assertThat(country(geoip)).isEqualTo("DE");
            write("FR");
            await().untilAsserted(() -> assertThat(country(geoip)).isEqualTo("FR"));
            Files.writeString(path, "bad");
            await().until(() -> metrics().contains("geoip_reloads_total{outcome=\"refused\"} 1.0"));
            Files.delete(path);
            await().until(() -> !metrics().contains("geoip_reloads_total{outcome=\"unreadable\"} 0.0"));
            assertThat(country(geoip)).isEqualTo("FR");
        }
        assertThat(log.list.stream().map(ILoggingEvent::getFormattedMessage))
                .satisfiesExactly(
                        line -> assertThat(line).contains("is in use now"),
                        line -> assertThat(line)
                                .contains("is refused, and the table before stays in use: it has no metadata"),
                        line -> assertThat(line).contains("cannot be read", "It is tried again."));
        String atEnd = metrics();
        await().pollDelay(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(metrics()).isEqualTo(atEnd));
    }

    @Test
    void counts_look_ups_by_outcome_and_shows_when_the_data_were_built() {
        try (Geoip geoip = open(Optional.empty(), BUILT)) {
            Stream.of("8.8.8.8", "10.0.0.1", "10.0.0.2", "::1")
                    .map(InetAddress::ofLiteral)
                    .forEach(geoip.countries()::countryOf);
        }
        assertThat(log.list).as("lines of look-ups").isEmpty();
        assertThat(Set.copyOf(Metrics.of(registry).lines("geoip")))
                .containsExactlyInAnyOrder(
                        "geoip_database_built_seconds " + (double) BUILT.getEpochSecond(),
                        "geoip_lookups_total{outcome=\"known\"} 1.0",
                        "geoip_lookups_total{outcome=\"not_assigned\"} 0.0",
                        "geoip_lookups_total{outcome=\"not_listed\"} 0.0",
                        "geoip_lookups_total{outcome=\"special_purpose\"} 3.0",
                        "geoip_reloads_total{outcome=\"loaded\"} 0.0",
                        "geoip_reloads_total{outcome=\"refused\"} 0.0",
                        "geoip_reloads_total{outcome=\"unreadable\"} 0.0");
    }

    private Geoip open(Optional<Path> database, Instant now) {
        return Geoip.open(settings(database, Optional.empty()), registry, InstantSource.fixed(now));
    }

    private List<String> problems(Optional<Path> database, Optional<Path> languages) {
        GeoipSettings settings = settings(database, languages);
        return problems(() -> Geoip.open(settings, registry, InstantSource.fixed(BUILT)));
    }

    private static List<String> problems(ThrowingCallable begin) {
        return assertThatThrownBy(begin)
                .asInstanceOf(InstanceOfAssertFactories.type(SettingsException.class))
                .actual()
                .problems();
    }

    private static GeoipSettings settings(Optional<Path> database, Optional<Path> languages) {
        return new GeoipSettings(database, languages, Duration.ofMillis(10));
    }

    private Path write(String country) throws IOException {
        return Files.write(
                folder.resolve("countries.mmdb"),
                new MmdbWriter(24, 4)
                        .add("8.0.0.0/8", MmdbWriter.country(country))
                        .metadata("build_epoch", BUILT.getEpochSecond())
                        .bytes());
    }

    private static String country(Geoip geoip) {
        return geoip.countries()
                .countryOf(InetAddress.ofLiteral("8.8.8.8"))
                .orElseThrow()
                .value();
    }

    private String metrics() {
        return Metrics.of(registry).text();
    }
}
