package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.app.cli.Terminal;
import galaxy.app.cli.Terminal.Ended;
import galaxy.geoip.TableFormat;
import galaxy.testkit.mmdb.MmdbWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GeoipCommandsTest {
    @TempDir
    private Path folder;

    private Path database = Path.of("");

    @BeforeEach
    void write_a_database() throws IOException {
        database = Files.write(
                folder.resolve("countries.mmdb"),
                MmdbWriter.of(Map.of(
                        "8.0.0.0/8", MmdbWriter.country("CH"),
                        "9.0.0.0/8", MmdbWriter.country("FL"),
                        "9.9.9.0/24", MmdbWriter.country("None"),
                        "2a00::/16", MmdbWriter.country("uk"))));
    }

    @Test
    void lookup_shows_country_and_language_or_why_the_country_is_unknown() {
        Ended ended = lookup("8.8.8.8", "2a00::1", "9.1.1.1", "9.9.9.9", "10.0.0.1", "::ffff:8.1.1.1");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.lines())
                .containsExactly(
                        "ADDRESS         COUNTRY  LANGUAGE",
                        "8.8.8.8         CH       de",
                        "2a00::1         GB       en",
                        "9.1.1.1         unknown  en        the database says FL, which is not an assigned country code",
                        "9.9.9.9         unknown  en        the database has no country code for it",
                        "10.0.0.1        unknown  en        it is a special-purpose address, which has no country",
                        "::ffff:8.1.1.1  CH       de");
    }

    @Test
    void lookup_prints_an_object_a_line_for_programs() {
        assertThat(lookup("--json", "8.8.8.8", "9.1.1.1", "9.9.9.9", "fe80::1").lines())
                .containsExactly(
                        "{\"address\":\"8.8.8.8\",\"country\":\"CH\",\"language\":\"de\",\"reason\":null}",
                        "{\"address\":\"9.1.1.1\",\"country\":null,\"language\":\"en\",\"reason\":\"not_assigned\"}",
                        "{\"address\":\"9.9.9.9\",\"country\":null,\"language\":\"en\",\"reason\":\"not_listed\"}",
                        "{\"address\":\"fe80::1\",\"country\":null,\"language\":\"en\",\"reason\":\"special_purpose\"}");
    }

    @Test
    void lookup_prints_a_line_for_each_argument_in_their_order() {
        assertThat(lookup("--json", "9.1.1.1", "8.8.8.8", "9.1.1.1").lines())
                .extracting(line -> line.substring(12, 19))
                .containsExactly("9.1.1.1", "8.8.8.8", "9.1.1.1");
    }

    @Test
    void lookup_uses_the_languages_of_the_operator() throws IOException {
        Path languages = Files.writeString(folder.resolve("languages.tsv"), "\uFEFFCH\tfr\r\n");
        assertThat(lookup("8.8.8.8", "--set", "geoip.languages=" + languages).lines())
                .last()
                .isEqualTo("8.8.8.8  CH       fr");
    }

    @Test
    void lookup_reads_the_file_of_settings_that_serve_reads() throws IOException {
        Path config = Files.writeString(
                folder.resolve("galaxy.properties"), "users.http.port=8082\ngeoip.database=" + database + "\n");
        Ended ended = Terminal.runAlone("geoip", "lookup", "8.8.8.8", "--config", config.toString());
        assertThat(ended.lines()).last().asString().contains("CH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "8.8.8.8.8", "2a00::g", "8.8.8.8/32", "8", "134744072", "fe80::1%1", ""})
    void lookup_takes_addresses_and_no_names(String text) {
        Ended ended = lookup("8.8.8.8", text);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("is not an address; give one such as 192.0.2.1 or 2001:db8::1");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void bad_files_end_lookup_and_info_with_78_and_every_problem() throws IOException {
        Path languages = Files.writeString(folder.resolve("languages.tsv"), "XX\tfr\nCH fr\n");
        Path cut = Files.write(folder.resolve("cut.mmdb"), Arrays.copyOf(Files.readAllBytes(database), 100));
        for (String[] command : new String[][] {{"geoip", "lookup", "8.8.8.8"}, {"geoip", "info"}}) {
            String[] settings = {"--set", "geoip.database=" + cut, "--set", "geoip.languages=" + languages};
            Ended ended = Terminal.runAlone(
                    Stream.of(command, settings).flatMap(Stream::of).toArray(String[]::new));
            assertThat(ended.exitCode()).isEqualTo(78);
            assertThat(ended.err().lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains("geoip.languages", "line 1: the country is not"),
                            line -> assertThat(line).contains("geoip.languages", "line 2: write a country code"),
                            line -> assertThat(line).contains("geoip.database", "is refused: it has no metadata"));
        }
        Ended unknown = lookup("8.8.8.8", "--set", "geoip.databases=x");
        assertThat(unknown.exitCode()).isEqualTo(78);
        assertThat(unknown.err()).contains("did you mean geoip.database?");
    }

    @Test
    void info_and_notice_name_source_licence_and_age_of_what_is_bundled() throws IOException {
        Ended ended = Terminal.runAlone("geoip", "info");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("@ip-location-db/geo-whois-asn-country-mmdb 2.3.2026061719", "nro.net", "CC BY 4.0")
                .contains("converted", "bugs that result in incorrect data", "2026-06-17T19:51:40Z", "bundled")
                .contains("341,573 of IPv4, 267,652 of IPv6", "249");
        assertThat(Files.readString(Path.of("../NOTICE")))
                .contains("@ip-location-db/geo-whois-asn-country-mmdb, version 2.3.2026061719", "nro.net", "CC BY 4.0")
                .contains("2026-06-17T19:51:40Z", "converted", "incorrect data");
    }

    @Test
    void info_shows_the_database_of_the_operator() {
        assertThat(Terminal.runAlone("geoip", "info", "--set", "geoip.database=" + database)
                        .lines())
                .contains("source     Test-Country: of a test", "file       " + database, "countries  2");
    }

    @Test
    void compile_makes_a_table_with_the_source_line() throws IOException {
        Path table = folder.resolve("country.table.gz");
        Ended ended =
                Terminal.runAlone("geoip", "compile", database.toString(), table.toString(), "--source", "a test");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("ranges of IPv4", "2 countries");
        try (var in = Files.newInputStream(table);
                var files = Files.list(folder)) {
            assertThat(TableFormat.read(in).info().source()).isEqualTo("a test");
            assertThat(files).containsExactlyInAnyOrder(database, table);
        }
    }

    @Test
    void compile_names_what_is_wrong() throws IOException {
        String table = folder.resolve("country.table.gz").toString();
        String text = Files.writeString(folder.resolve("text"), "text").toString();
        Ended refused = Terminal.runAlone("geoip", "compile", text, table, "--source", "a test");
        assertThat(refused.exitCode()).isEqualTo(65);
        assertThat(refused.err()).contains(text + " is refused: it has no metadata");
        Ended absent = Terminal.runAlone("geoip", "compile", text + "1", table, "--source", "a test");
        assertThat(absent.exitCode()).isEqualTo(74);
        assertThat(absent.err()).contains("text1 cannot be read (there is no such file or folder)");
        Ended unwritable = Terminal.runAlone(
                "geoip", "compile", database.toString(), folder + "/absent/out", "--source", "a test");
        assertThat(unwritable.exitCode()).isEqualTo(74);
        assertThat(unwritable.err()).contains("there is no such file or folder");
        assertThat(Terminal.runAlone("geoip", "compile", text, table).exitCode())
                .isEqualTo(2);
        byte[] before = Files.readAllBytes(database);
        Ended same = Terminal.runAlone("geoip", "compile", database.toString(), database.toString(), "--source", "a");
        assertThat(same.exitCode()).isEqualTo(2);
        assertThat(same.err()).contains("is the file that is read; name another");
        assertThat(database).hasBinaryContent(before);
    }

    private Ended lookup(String... arguments) {
        var all = new ArrayList<>(List.of("geoip", "lookup"));
        all.addAll(List.of(arguments));
        if (Arrays.stream(arguments).noneMatch(each -> each.startsWith("geoip.database"))) {
            all.addAll(List.of("--set", "geoip.database=" + database));
        }
        return Terminal.runAlone(all.toArray(String[]::new));
    }
}
