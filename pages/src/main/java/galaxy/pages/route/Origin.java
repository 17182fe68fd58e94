package galaxy.pages.route;

import galaxy.kernel.IpAddress;
import galaxy.kernel.Parsed;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Where browsers find a service: scheme, host and port, as {@code Origin} has it. Without TLS it is on this machine only.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; an IPv6 address in brackets
 */
public record Origin(String scheme, String host, int port) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    /** Reads what an operator has set, such as {@code https://galaxy.example}. */
    public static Parsed<Origin> parse(String text) {
        Optional<Origin> origin = uri(text).flatMap(Origin::of);
        if (origin.isEmpty()) {
            return Parsed.invalid(
                    "not an origin; give a scheme, a host and perhaps a port, such as https://galaxy.example");
        }
        return origin.get().isSecure() || origin.get().isLoopback()
                ? Parsed.valid(origin.get())
                : Parsed.invalid("without TLS and not on loopback; give an origin that begins with https://");
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Origin> of(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean isBare = Optional.ofNullable(uri.getRawPath()).orElse("").isEmpty()
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawUserInfo() == null;
        if (uri.getHost() == null || !isBare || !(scheme.equals("http") || scheme.equals("https"))) {
            return Optional.empty();
        }
        int standard = scheme.equals("https") ? HTTPS : HTTP;
        return Optional.of(new Origin(scheme, plain(uri.getHost()), uri.getPort() < 0 ? standard : uri.getPort()));
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    /** Whether only programs on this machine reach it. */
    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** As {@code Origin} has it: without the port of the scheme. */
    public String text() {
        return scheme + "://" + host + (port == standardPort() ? "" : ":" + port);
    }

    private int standardPort() {
        return isSecure() ? HTTPS : HTTP;
    }

    /** Whether a request for this authority is for us: in any case, with or without the port of the scheme, or a last dot. */
    public boolean isNamedBy(String authority) {
        return host(authority).equals(host) && port(authority) == port;
    }

    /** Whether an authority is this machine under another name, at our port, and so are we. */
    public boolean isAliasedBy(String authority) {
        return isLoopback() && isLoopback(host(authority)) && port(authority) == port;
    }

    private static String host(String authority) {
        int colon = authority.lastIndexOf(':');
        return plain(colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority);
    }

    private int port(String authority) {
        int colon = authority.lastIndexOf(':');
        String digits = colon > authority.lastIndexOf(']') ? authority.substring(colon + 1) : "";
        if (digits.isEmpty()) {
            return standardPort();
        }
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : -1;
    }

    private static String plain(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isLoopback(String host) {
        String literal = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || (IpAddress.parse(literal) instanceof Parsed.Valid<InetAddress>(InetAddress address)
                        && address.isLoopbackAddress());
    }
}
