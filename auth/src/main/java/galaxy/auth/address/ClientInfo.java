package galaxy.auth.address;

import galaxy.kernel.CountryCode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where a request of a player comes from, as the gateway or the pages saw it. The address is never stored.
 *
 * @param ip an address, not a name
 * @param country of the address, where that is known
 */
public record ClientInfo(InetAddress ip, Optional<CountryCode> country) {
    public boolean isLoopback() {
        return ip.isLoopbackAddress();
    }

    /** What one household has: an address of IPv4, a /64 of IPv6. */
    public String narrowNetwork() {
        return ip instanceof Inet4Address ? network(4) : network(8);
    }

    /** What many share: a /24 of IPv4, a /48 of IPv6. */
    public String wideNetwork() {
        return ip instanceof Inet4Address ? network(3) : network(6);
    }

    private String network(int bytes) {
        return (ip instanceof Inet4Address ? "4:" : "6:")
                + HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), bytes)) + "/" + 8 * bytes;
    }
}
