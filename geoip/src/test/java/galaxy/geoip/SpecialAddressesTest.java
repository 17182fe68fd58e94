package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.CountryCode;
import galaxy.testkit.mmdb.MmdbValues;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that has a country for every address gives none for those of special purpose. */
final class SpecialAddressesTest {
    private static final Optional<CountryCode> DE = Optional.of(CountryCode.of("DE"));
    private static final CountryTable EVERYWHERE = everywhere();

    private static CountryTable everywhere() {
        var builder = new TableBuilder();
        builder.addIpv4(0, 0, "DE");
        builder.addIpv6(0, 0, 0, "DE");
        return builder.build("test", Instant.EPOCH);
    }

    /** The first and the last address of each range, and whether the ones before and after are ordinary. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255, false, true",
        "10.0.0.0, 10.255.255.255, true, true",
        "100.64.0.0, 100.127.255.255, true, true",
        "127.0.0.0, 127.255.255.255, true, true",
        "169.254.0.0, 169.254.255.255, true, true",
        "172.16.0.0, 172.31.255.255, true, true",
        "192.0.0.0, 192.0.0.255, true, true",
        "192.0.2.0, 192.0.2.255, true, true",
        "192.88.99.0, 192.88.99.255, true, true",
        "192.168.0.0, 192.168.255.255, true, true",
        "198.18.0.0, 198.19.255.255, true, true",
        "198.51.100.0, 198.51.100.255, true, true",
        "203.0.113.0, 203.0.113.255, true, true",
        "224.0.0.0, 239.255.255.255, true, false",
        "240.0.0.0, 255.255.255.255, false, false"
    })
    void an_ipv4_range_is_unknown_to_both_ends_plain_and_embedded(
            String first, String last, boolean isOrdinaryBefore, boolean isOrdinaryAfter) {
        assertThat(Stream.of(first, last).flatMap(SpecialAddressesTest::forms))
                .allSatisfy(SpecialAddressesTest::isSpecial);
        if (isOrdinaryBefore) {
            assertThat(forms(next(first, -1))).allSatisfy(SpecialAddressesTest::isOrdinary);
        }
        if (isOrdinaryAfter) {
            assertThat(forms(next(last, 1))).allSatisfy(SpecialAddressesTest::isOrdinary);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "::, 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, false, true",
        "2001:1::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, false, true",
        "2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true, true",
        "3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, true, true",
        "4000::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, true, false"
    })
    void an_ipv6_range_is_unknown_to_both_ends(
            String first, String last, boolean isOrdinaryBefore, boolean isOrdinaryAfter) {
        isSpecial(InetAddress.ofLiteral(first));
        isSpecial(InetAddress.ofLiteral(last));
        if (isOrdinaryBefore) {
            isOrdinary(InetAddress.ofLiteral(next(first, -1)));
        }
        if (isOrdinaryAfter) {
            isOrdinary(InetAddress.ofLiteral(next(last, 1)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::1",
                "::8.8.8.8",
                "::ffff:0:8.8.8.8",
                "64:ff9b:1::8.8.8.8",
                "64:ff9b::1:0:0",
                "100::1",
                "fc00::1",
                "fe80::1",
                "ff02::1"
            })
    void an_ipv6_address_that_only_looks_like_an_embedded_one_is_unknown(String address) {
        isSpecial(InetAddress.ofLiteral(address));
    }

    @Test
    void the_block_before_teredo_is_ordinary() {
        isOrdinary(InetAddress.ofLiteral("2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff"));
    }

    @Test
    void an_address_is_unwrapped_once() {
        // 6to4 of 100.100.0.0 is special; what would be inside of an IPv4 address is not looked for.
        isSpecial(InetAddress.ofLiteral("2002:6464:0:808:808::"));
        isOrdinary(InetAddress.ofLiteral("2002:808:808:a00:1::"));
    }

    private static void isSpecial(InetAddress address) {
        assertThat(EVERYWHERE.resultOf(address)).as(address.toString()).isEqualTo(LookupResult.SPECIAL_PURPOSE);
        assertThat(EVERYWHERE.countryOf(address)).isEmpty();
    }

    private static void isOrdinary(InetAddress address) {
        assertThat(EVERYWHERE.countryOf(address)).as(address.toString()).isEqualTo(DE);
    }

    /** An IPv4 address plain, mapped, behind NAT64, in 6to4 and in Teredo. */
    private static Stream<InetAddress> forms(String address) {
        byte[] ipv4 = InetAddress.ofLiteral(address).getAddress();
        byte[] inverted =
                ByteBuffer.allocate(4).putInt(~ByteBuffer.wrap(ipv4).getInt()).array();
        return Stream.of(
                InetAddress.ofLiteral(address),
                ipv6(MmdbValues.bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF), ipv4),
                ipv6(MmdbValues.bytes(0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0), ipv4),
                ipv6(MmdbValues.bytes(0x20, 0x02), ipv4, MmdbValues.bytes(0, 1, 0, 0, 0, 0, 0, 0, 0, 1)),
                ipv6(MmdbValues.bytes(0x20, 0x01, 0, 0, 8, 8, 8, 8, 0x80, 0, 0x12, 0x34), inverted));
    }

    /** Other factories of Java make an IPv4 address of a mapped one. */
    private static InetAddress ipv6(byte[]... parts) {
        try {
            return Inet6Address.getByAddress("", MmdbValues.concat(parts), -1);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String next(String address, int step) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        byte[] moved = new BigInteger(1, bytes).add(BigInteger.valueOf(step)).toByteArray();
        byte[] result = new byte[bytes.length];
        int length = Math.min(moved.length, result.length);
        System.arraycopy(moved, moved.length - length, result, result.length - length, length);
        try {
            return InetAddress.getByAddress(result).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(List.of(bytes).toString(), e);
        }
    }
}
