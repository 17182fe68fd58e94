package galaxy.chassis.server;

import galaxy.chassis.settings.Kind;
import galaxy.kernel.Parsed;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} a listener believes, as address blocks (CIDR).
 * Everybody else could write anything there.
 */
public final class TrustedProxies {
    private final List<IpSubnetFilterRule> blocks;

    private TrustedProxies(List<IpSubnetFilterRule> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** No peer is a proxy. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /** Address blocks separated by commas, or nothing: {@code 10.0.0.0/8,2001:db8::/32}; an address alone is itself. */
    static Kind<TrustedProxies> kind() {
        return Kind.open("address blocks", text -> {
            var blocks = new ArrayList<IpSubnetFilterRule>();
            for (var each : text.isEmpty() ? new String[0] : text.split(",", -1)) {
                var block = block(each.strip());
                if (block.isEmpty()) {
                    return Parsed.invalid(
                            "not a list of address blocks; give blocks such as 10.0.0.0/8, separated by" + " commas");
                }
                blocks.add(block.get());
            }
            return Parsed.valid(new TrustedProxies(blocks));
        });
    }

    private static Optional<IpSubnetFilterRule> block(String text) {
        int slash = text.indexOf('/');
        try {
            var address = literal(slash < 0 ? text : text.substring(0, slash));
            int most = address.getAddress().length * Byte.SIZE;
            int prefix = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return prefix < 0 || prefix > most
                    ? Optional.empty()
                    : Optional.of(new IpSubnetFilterRule(address, prefix, IpFilterRuleType.ACCEPT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** In the usual form: others read {@code 10.1} in another way. */
    private static InetAddress literal(String text) {
        if (text.indexOf(':') < 0 && !text.matches("\\d+(\\.\\d+){3}")) {
            throw new IllegalArgumentException("not an address");
        }
        return InetAddress.ofLiteral(text);
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    public boolean trusts(InetAddress peer) {
        for (var block : blocks) {
            if (block.matches(new InetSocketAddress(peer, 0))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Who sent a request: the peer, or behind trusted proxies the first address from the right of {@code X-Forwarded-For}
     * that is not a trusted proxy. When all are trusted it is the leftmost; what is no address ends the search.
     *
     * @param forwardedFor the values of the header, in the order in which they were sent
     */
    public InetAddress client(InetAddress peer, List<String> forwardedFor) {
        if (blocks.isEmpty() || forwardedFor.isEmpty() || !trusts(peer)) {
            return peer;
        }
        var hops = String.join(",", forwardedFor).split(",", -1);
        var client = peer;
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            var hop = address(hops[i].strip());
            if (hop.isEmpty()) {
                return client;
            }
            client = hop.get();
        }
        return client;
    }

    /** An address, with or without a port: {@code 203.0.113.7:51000}, {@code [2001:db8::7]:443}. */
    private static Optional<InetAddress> address(String text) {
        var host = text;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            host = end < 0 ? text : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            host = text.substring(0, text.indexOf(':'));
        }
        try {
            return Optional.of(literal(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
