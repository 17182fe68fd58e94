package galaxy.geoip;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.stream.Stream;

/** IPv4 addresses inside of IPv6 ones, and the special-purpose ranges of both (the registries of IANA, RFC 6890). */
final class Addresses {
    /** There is no IPv4 address inside. */
    static final long NONE = -1;

    private static final Blocks IPV4 = Blocks.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final Blocks IPV6 = Blocks.of("2001::/23", "2001:db8::/32", "3fff::/20");

    private Addresses() {}

    /**
     * The IPv4 address inside of an IPv6 one: mapped ({@code ::ffff:0:0/96}), NAT64 ({@code 64:ff9b::/96}), 6to4
     * ({@code 2002::/16}) or Teredo ({@code 2001::/32}, inverted).
     *
     * @param high the upper 64 bits
     * @param low the lower 64 bits
     * @return the address as a number without sign, or {@link #NONE}
     */
    static long embeddedIpv4(long high, long low) {
        boolean isMapped = high == 0 && low >>> 32 == 0xFFFF;
        boolean isNat64 = high == 0x0064_FF9B_0000_0000L && low >>> 32 == 0;
        if (isMapped || isNat64) {
            return low & 0xFFFF_FFFFL;
        }
        if (high >>> 48 == 0x2002) {
            return high >>> 16 & 0xFFFF_FFFFL;
        }
        return high >>> 32 == 0x2001_0000 ? ~low & 0xFFFF_FFFFL : NONE;
    }

    static boolean isSpecialIpv4(int address) {
        return IPV4.contain((long) address << 32);
    }

    /** @param high the upper 64 bits; outside of {@code 2000::/3} every address is special */
    static boolean isSpecialIpv6(long high) {
        return high >>> 61 != 1 || IPV6.contain(high);
    }

    /** Blocks by the upper 64 bits; IPv4 addresses are the upper 32 of them. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Blocks(long[] bases, long[] masks) {
        static Blocks of(String... blocks) {
            return new Blocks(
                    Stream.of(blocks).mapToLong(Blocks::base).toArray(),
                    Stream.of(blocks)
                            .mapToLong(block -> -1L << (64 - Integer.parseInt(part(block, 1))))
                            .toArray());
        }

        private static long base(String block) {
            byte[] address = InetAddress.ofLiteral(part(block, 0)).getAddress();
            return ByteBuffer.allocate(16).put(address).getLong(0);
        }

        private static String part(String block, int index) {
            return block.split("/", -1)[index];
        }

        boolean contain(long high) {
            for (int i = 0; i < bases.length; i++) {
                if ((high & masks[i]) == bases[i]) {
                    return true;
                }
            }
            return false;
        }
    }
}
