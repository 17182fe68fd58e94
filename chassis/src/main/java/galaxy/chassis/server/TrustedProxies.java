package galaxy.chassis.server;

import galaxy.chassis.settings.Kind;
import galaxy.kernel.Parsed;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxies whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} a listener believes, as address blocks (CIDR).
 * Everybody else could write anything there.
 */
public final class TrustedProxies {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedProxies.class);
    private static final int MOST_HOPS = 32;
    private static final int MAX_PORT = 65_535;
    private static final Pattern FORWARDED = Pattern.compile("(?<v4>\\d{1,3}(\\.\\d{1,3}){3})(:(?<port4>\\d{1,5}))?"
            + "|\\[(?<v6>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)](:(?<port6>\\d{1,5}))?"
            + "|(?<bare6>[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");
    /** In one of four decimal parts, where it might stand for an octal number. */
    private static final Pattern ZERO_IN_FRONT = Pattern.compile("(^|[.:])0\\d+(?=\\.)|\\.0\\d");

    private final List<IpSubnetFilterRule> blocks;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

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
     * that is not a trusted proxy. When all are trusted it is the leftmost. It is the peer as well where the list has more
     * than 32 entries, or where one that is looked at is malformed: what stands left of the client's address is the client's
     * own text, and is not looked at.
     *
     * @param forwardedFor the values of the header, in the order in which they were sent
     */
    public InetAddress client(InetAddress peer, List<String> forwardedFor) {
        if (forwardedFor.isEmpty()) {
            return peer;
        }
        if (!trusts(peer)) {
            if (!hasWarned.getAndSet(true)) {
                LOG.warn("X-Forwarded-For of a peer that is not in the trusted-proxies of its listener is ignored;"
                        + " if that is a proxy of yours, add its address there");
            }
            return peer;
        }
        var hops = String.join(",", forwardedFor).split(",", -1);
        if (hops.length > MOST_HOPS) {
            return peer;
        }
        var client = peer;
        for (int i = hops.length - 1; i >= 0 && trusts(client); i--) {
            var hop = forwarded(hops[i].strip());
            if (hop.isEmpty()) {
                return peer;
            }
            client = hop.get();
        }
        return client;
    }

    /** An address, with or without a port: {@code 203.0.113.7:51000}, {@code [2001:db8::7]:443}. */
    private static Optional<InetAddress> forwarded(String text) {
        var match = FORWARDED.matcher(text);
        if (!match.matches() || !isPort(match.group("port4")) || !isPort(match.group("port6"))) {
            return Optional.empty();
        }
        var literal = Stream.of("v4", "v6", "bare6")
                .map(match::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        try {
            return ZERO_IN_FRONT.matcher(literal).find()
                    ? Optional.empty()
                    : Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPort(@Nullable String digits) {
        return digits == null || Integer.parseInt(digits) <= MAX_PORT;
    }
}
