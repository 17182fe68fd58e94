package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoip.LookupResult.Outcome;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CountryTableTest {
    private final TableBuilder builder = new TableBuilder();

    @Test
    void a_range_ends_where_the_next_one_starts() {
        ipv4("8.8.8.0", 24, "US");
        ipv4("8.8.9.0", 24, "DE");
        ipv4("8.8.12.0", 30, "DE");
        assertThat(Stream.of("8.8.7.255", "8.8.8.0", "8.8.8.255", "8.8.9.0", "8.8.9.255", "8.8.10.0")
                        .map(this::country))
                .containsExactly("not_listed", "US", "US", "DE", "DE", "not_listed");
        assertThat(Stream.of("8.8.11.255", "8.8.12.0", "8.8.12.3", "8.8.12.4", "223.255.255.255")
                        .map(this::country))
                .containsExactly("not_listed", "DE", "DE", "not_listed", "not_listed");
    }

    @Test
    void ranges_are_in_the_order_of_numbers_without_sign() {
        ipv4("1.0.0.0", 8, "AU");
        ipv4("127.0.0.0", 8, "GB");
        ipv4("128.0.0.0", 1, "US");
        builder.addIpv6(0x2000_0000_0000_0000L, 0, 3, "FR");
        builder.addIpv6(0x8000_0000_0000_0000L, 0, 1, "JP");
        assertThat(Stream.of("1.2.3.4", "128.0.0.1", "223.255.255.255", "2a00::1")
                        .map(this::country))
                .containsExactly("AU", "US", "US", "FR");
        assertThat(table().info().ipv6Ranges()).isEqualTo(3);
    }

    @Test
    void neighbours_of_one_country_are_one_range() {
        ipv4("8.8.8.0", 24, "US");
        ipv4("8.8.9.0", 24, "US");
        assertThat(table().info().ipv4Ranges()).isEqualTo(2);
    }

    @Test
    void a_network_that_begins_before_the_end_of_the_last_is_left_out() {
        ipv4("8.0.0.0", 8, "US");
        ipv4("8.8.0.0", 16, "DE");
        ipv4("1.0.0.0", 8, "AU");
        assertThat(Stream.of("8.8.8.8", "1.1.1.1").map(this::country)).containsExactly("US", "not_listed");
    }

    @Test
    void a_64_has_the_country_of_its_first_address() {
        long first = 0x2A00_0000_0000_0001L;
        builder.addIpv6(first, 0, 65, "DE");
        builder.addIpv6(first, 1L << 63, 65, "FR");
        builder.addIpv6(first + 1, 1, 128, "FR");
        builder.addIpv6(first + 2, 0, 128, "AT");
        assertThat(Stream.of("2a00::1:0:0:0:0", "2a00:0:0:1:ffff::", "2a00:0:0:2::1", "2a00:0:0:3::7", "2a00:0:0:4::")
                        .map(this::country))
                .containsExactly("DE", "DE", "not_listed", "AT", "not_listed");
    }

    @Test
    void an_empty_table_knows_nothing() {
        assertThat(Stream.of("8.8.8.8", "2a00::1").map(this::country)).containsOnly("not_listed");
    }

    @ParameterizedTest
    @CsvSource({
        "GB, GB",
        "UK, GB",
        "gb, GB",
        "uK, GB",
        "FL, not_assigned",
        "AN, not_assigned",
        "XK, not_assigned",
        "EU, not_assigned",
        "ZZ, not_assigned",
        "*1, not_listed"
    })
    void a_code_of_a_file_is_read_as_an_assigned_country_or_not_at_all(String code, String country) {
        var table = new CountryTable(
                "test",
                Instant.EPOCH,
                new CountryTable.Ranges(List.of(code), new int[] {CountryTable.key(0)}, new long[0], new byte[] {1}));
        assertThat(text(table.resultOf(InetAddress.ofLiteral("8.8.8.8")))).isEqualTo(country);
    }

    @Test
    void an_index_without_a_code_is_unknown() {
        var table = new CountryTable(
                "test",
                Instant.EPOCH,
                new CountryTable.Ranges(
                        List.of("DE"), new int[] {CountryTable.key(0)}, new long[0], new byte[] {(byte) 200}));
        assertThat(table.countryOf(InetAddress.ofLiteral("8.8.8.8"))).isEmpty();
    }

    @Test
    void says_why_a_country_is_unknown() {
        ipv4("8.8.8.0", 24, "FL");
        assertThat(table().resultOf(InetAddress.ofLiteral("8.8.8.8")))
                .isEqualTo(new LookupResult(
                        Outcome.NOT_ASSIGNED,
                        Optional.empty(),
                        "the database says FL, which is not an assigned country code"));
        assertThat(table().resultOf(InetAddress.ofLiteral("9.9.9.9")).reason())
                .isEqualTo("the database has no country code for it");
        assertThat(table().resultOf(InetAddress.ofLiteral("10.0.0.1")).reason())
                .isEqualTo("it is a special-purpose address, which has no country");
    }

    @Test
    void of_more_codes_than_a_byte_can_count_the_assigned_ones_stay() {
        List<String> codes = IntStream.range(0, 26 * 26)
                .mapToObj(i -> "" + (char) ('A' + i / 26) + (char) ('A' + i % 26))
                .collect(Collectors.toList());
        for (int i = 0; i < codes.size(); i++) {
            ipv4("8.%d.%d.0".formatted(i / 256, i % 256), 24, codes.get(i));
        }
        CountryTable table = table();
        assertThat(table.ranges().codes()).hasSize(255);
        assertThat(table.info().countries()).isEqualTo(249);
        for (int i = 0; i < codes.size(); i++) {
            CountryCode code = CountryCode.of(codes.get(i));
            boolean isAssigned = CountryCode.parse(code.value()) instanceof Parsed.Valid;
            assertThat(table.countryOf(InetAddress.ofLiteral("8.%d.%d.1".formatted(i / 256, i % 256))))
                    .isEqualTo(isAssigned ? Optional.of(code) : Optional.empty());
        }
    }

    private void ipv4(String address, int prefix, String code) {
        builder.addIpv4(
                ByteBuffer.wrap(InetAddress.ofLiteral(address).getAddress()).getInt(), prefix, code);
    }

    private CountryTable table() {
        return builder.build("test", Instant.EPOCH);
    }

    private String country(String address) {
        return text(table().resultOf(InetAddress.ofLiteral(address)));
    }

    private static String text(LookupResult result) {
        return result.country().map(CountryCode::value).orElse(result.outcome().code());
    }
}
