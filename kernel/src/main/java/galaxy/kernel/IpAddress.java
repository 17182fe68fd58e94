package galaxy.kernel;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Addresses as people and programs write them. */
public final class IpAddress {
    /** IPv4 in four parts; IPv6 without a zone and without brackets. */
    private static final Pattern LITERAL =
            Pattern.compile("(\\d{1,3}(\\.\\d{1,3}){3})|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

    private IpAddress() {}

    /** The literal without its zone: that is a name of the machine that has seen the address, such as {@code eth0}. */
    public static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("%.*", "");
    }

    /** What one household has, as a key: an address of IPv4, a /64 of IPv6. */
    public static String network(InetAddress address) {
        return address instanceof Inet4Address
                ? "4:" + HexFormat.of().formatHex(address.getAddress())
                : "6:" + HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8));
    }

    /** A literal IPv4 or IPv6 address; no name is looked up, and no number stands for an address. */
    public static Parsed<InetAddress> parse(String raw) {
        try {
            if (LITERAL.matcher(raw).matches()) {
                return Parsed.valid(InetAddress.ofLiteral(raw));
            }
        } catch (IllegalArgumentException e) {
            // A part is too large, or there are too many.
        }
        return Parsed.invalid("must be an IPv4 or IPv6 address");
    }
}
