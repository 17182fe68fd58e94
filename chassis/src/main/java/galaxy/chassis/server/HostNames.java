package galaxy.chassis.server;

import galaxy.chassis.settings.Kind;
import galaxy.kernel.Parsed;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names, beside those of loopback, under which a listener may be reached. It matters where any client may call: there
 * a page of another site whose name was made to point at this machine must not get a response (DNS rebinding).
 *
 * @param names in lower case, without port
 */
public record HostNames(Set<String> names) {
    private static final String NAME = "[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*";

    public HostNames {
        names = Set.copyOf(names);
    }

    /** Names separated by commas, or nothing. */
    static Kind<HostNames> kind() {
        return Kind.open("host names", text -> {
            var names = Arrays.stream(text.split(","))
                    .map(name -> name.strip().toLowerCase(Locale.ROOT))
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
            return names.stream().allMatch(name -> name.matches(NAME))
                    ? Parsed.valid(new HostNames(names))
                    : Parsed.invalid("not a list of host names; give names without port, separated by commas");
        });
    }

    /**
     * Whether a request for this host is for this listener.
     *
     * @param authority of the request, with or without a port
     */
    public boolean allows(String authority) {
        var host = host(authority.toLowerCase(Locale.ROOT));
        return host.equals("localhost") || host.endsWith(".localhost") || names.contains(host) || isLoopback(host);
    }

    private static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        var host = colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    private static boolean isLoopback(String host) {
        var literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        try {
            return InetAddress.ofLiteral(literal).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
