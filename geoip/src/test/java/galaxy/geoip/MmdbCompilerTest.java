package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.testkit.mmdb.MmdbValues;
import galaxy.testkit.mmdb.MmdbWriter;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Good files in the MaxMind DB format give the countries that they name. */
final class MmdbCompilerTest {
    private static final Map<String, Object> CONTINENT = Map.of("code", "EU", "names", Map.of("en", "Europe"));

    static Stream<Arguments> files() {
        return Stream.of(24, 28, 32)
                .flatMap(bits -> Stream.of(4, 6)
                        .flatMap(version -> Stream.<Map<String, Object>>of(
                                        Map.of("country", Map.of("iso_code", "DE", "geoname_id", 1L)),
                                        Map.of("country_code", "DE"),
                                        Map.of("country", "DE"),
                                        Map.of("registered_country", Map.of("iso_code", "DE")))
                                .map(record -> Arguments.of(bits, version, record))));
    }

    @ParameterizedTest
    @MethodSource("files")
    void gives_the_right_countries_for_each_size_of_record_version_and_field(
            int bits, int version, Map<String, Object> record) {
        var writer = new MmdbWriter(bits, version)
                .add("8.8.8.0/24", record)
                .add("9.0.0.0/8", MmdbWriter.country("FR"))
                .add("223.255.255.255/32", record);
        if (version == 6) {
            writer.add("2a00::/16", record)
                    .alias("::ffff:0:0/96")
                    .alias("2002::/16")
                    .alias("2001::/32");
        }
        CountryTable table = compiled(writer.bytes());
        assertThat(countries(table, "8.8.7.255", "8.8.8.0", "8.8.8.255", "8.8.9.0", "9.9.9.9", "223.255.255.255"))
                .containsExactly("-", "DE", "DE", "-", "FR", "DE");
        assertThat(countries(table, "2a00::", "2a00:ffff::1", "2a01::", "2002:808:808::1", "2001:0:1:2:3:4:f7f7:f7f7"))
                .containsExactlyElementsOf(
                        version == 6 ? List.of("DE", "DE", "-", "DE", "DE") : List.of("-", "-", "-", "DE", "DE"));
        assertThat(table.info())
                .isEqualTo(new DatabaseInfo(
                        "Test-Country: of a test", Instant.ofEpochSecond(1_781_725_900L), 6, version == 6 ? 2 : 0, 2));
    }

    /** L01: codes as databases write them. */
    private static final Map<String, String> CODES = Map.of(
            "UK", "GB",
            "gb", "GB",
            "FL", "not_assigned",
            "ZN", "not_assigned",
            "-", "not_listed",
            "", "not_listed",
            "None", "not_listed",
            "United Kingdom", "not_listed",
            "ß", "not_listed");

    @Test
    void a_code_that_is_no_assigned_country_is_unknown_with_a_reason() {
        var writer = new MmdbWriter(24, 4).add("9.0.0.0/8", MmdbWriter.country("DE"));
        List<String> codes = CODES.keySet().stream().sorted().toList();
        for (int i = 0; i < codes.size(); i++) {
            writer.add("8.8.%d.0/24".formatted(i), MmdbWriter.country(codes.get(i)));
        }
        CountryTable table = compiled(writer.bytes());
        for (int i = 0; i < codes.size(); i++) {
            LookupResult result = table.resultOf(InetAddress.ofLiteral("8.8.%d.1".formatted(i)));
            String wanted = CODES.getOrDefault(codes.get(i), "");
            assertThat(result.country()
                            .map(CountryCode::value)
                            .orElse(result.outcome().code()))
                    .as(codes.get(i))
                    .isEqualTo(wanted);
            assertThat(result.reason().isEmpty()).isEqualTo(wanted.equals("GB"));
        }
    }

    /** L02: records of which some have no country. */
    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of(Map.of("continent", CONTINENT), "-"),
                Arguments.of(Map.of("country", Map.of("geoname_id", 1L)), "-"),
                Arguments.of(Map.of(), "-"),
                Arguments.of(
                        Map.of("country", Map.of("iso_code", "NL"), "registered_country", Map.of("iso_code", "SC")),
                        "NL"),
                Arguments.of(Map.of("represented_country", Map.of("iso_code", "US")), "-"),
                Arguments.of(Map.of("country", 276), "-"),
                Arguments.of(Map.of("country", List.of("DE")), "-"),
                Arguments.of(Map.of("country", true), "-"),
                Arguments.of(Map.of("country", Map.of("iso_code", 276)), "-"),
                Arguments.of(Map.of("country", Map.of("text", "DE")), "-"),
                Arguments.of(Map.of("country_code", List.of()), "-"),
                Arguments.of(Map.of("country", Map.of("iso_code", "NL"), "country_code", 528), "-"),
                Arguments.of(Map.of("country", Map.of("iso_code", "DE"), "country_code", "FR"), "DE"),
                Arguments.of(Map.of("country_code", "FR", "country", "DE"), "FR"),
                Arguments.of(Map.of("country", "DE", "registered_country", Map.of("iso_code", "SC")), "DE"),
                Arguments.of(
                        Map.of("country", Map.of("names", Map.of()), "registered_country", Map.of("iso_code", "SC")),
                        "SC"),
                Arguments.of(Map.of("country", Map.of("iso_code", "-"), "country_code", "FR"), "-"));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_has_the_country_of_the_first_field_that_is_there(Map<String, Object> record, String country) {
        var files = new LinkedHashMap<String, Object>();
        files.put("8.8.8.0/24", record);
        files.put("9.0.0.0/8", MmdbWriter.country("AT"));
        assertThat(countries(compiled(MmdbWriter.of(files)), "8.8.8.8", "9.9.9.9"))
                .containsExactly(country, "AT");
    }

    @Test
    void follows_pointers_to_values() {
        byte[] section = MmdbValues.concat(
                MmdbValues.encode("country"),
                MmdbValues.encode("iso_code"),
                MmdbValues.encode("DE"),
                MmdbValues.encode(Map.of(new MmdbValues.Pointer(8), new MmdbValues.Pointer(17))),
                MmdbValues.encode(Map.of(new MmdbValues.Pointer(0), new MmdbValues.Pointer(20))));
        long[][] nodes = {{17 + 31, 1}};
        CountryTable table = compiled(MmdbWriter.assemble(24, nodes, section, HostileDatabaseTest.metadata(4)));
        assertThat(countries(table, "8.8.8.8", "128.0.0.1")).containsExactly("DE", "-");
    }

    @Test
    void a_network_that_holds_all_of_ipv4_and_more_counts_for_both() {
        assertThat(countries(compiled(MmdbWriter.of(Map.of("::/0", MmdbWriter.country("DE")))), "8.8.8.8", "2a00::"))
                .containsExactly("DE", "DE");
        assertThat(countries(compiled(MmdbWriter.of(Map.of("::/2", MmdbWriter.country("DE")))), "8.8.8.8", "2a00::"))
                .containsExactly("DE", "DE");
        assertThat(countries(compiled(MmdbWriter.of(Map.of("::/96", MmdbWriter.country("DE")))), "8.8.8.8", "2a00::"))
                .containsExactly("DE", "-");
    }

    @Test
    void ipv4_addresses_may_be_stored_as_mapped_ones() {
        var writer = new MmdbWriter(28, 6);
        writer.add("2a00::/16", MmdbWriter.country("FR"));
        writer.add("::ffff:8.8.8.0/120", MmdbWriter.country("DE"));
        assertThat(countries(compiled(writer.bytes()), "8.8.8.8", "8.8.9.1", "2a00::1"))
                .containsExactly("DE", "-", "FR");
    }

    @Test
    void a_list_or_map_that_is_empty_and_last_in_the_metadata_is_read() {
        assertThat(Stream.of(List.of(), Map.of())
                        .map(empty -> new MmdbWriter(24, 4)
                                .add("8.0.0.0/8", MmdbWriter.country("DE"))
                                .metadata("unknown", empty)
                                .bytes()))
                .allSatisfy(
                        file -> assertThat(countries(compiled(file), "8.8.8.8")).containsExactly("DE"));
    }

    @Test
    void the_source_line_is_short_and_printable() {
        byte[] file = new MmdbWriter(24, 4)
                .add("8.0.0.0/8", MmdbWriter.country("DE"))
                .metadata("database_type", "a\u001b[2J" + "b".repeat(1000))
                .without("description")
                .bytes();
        assertThat(compiled(file).info().source()).startsWith("a\uFFFD[2Jbbb").hasSizeLessThan(400);
    }

    private static List<String> countries(CountryTable table, String... addresses) {
        return Stream.of(addresses)
                .map(address -> table.countryOf(InetAddress.ofLiteral(address))
                        .map(CountryCode::value)
                        .orElse("-"))
                .toList();
    }

    private static CountryTable compiled(byte[] file) {
        return switch (Compiled.of(file)) {
            case Parsed.Valid<CountryTable>(CountryTable table) -> table;
            case Parsed.Invalid<CountryTable>(String reason) -> throw new AssertionError(reason);
        };
    }
}
