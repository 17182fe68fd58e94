package galaxy.auth.smtp;

import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The relay that mails are passed to.
 *
 * @param isImplicitTls whether TLS begins with the connection; else by STARTTLS
 * @param host a name, or a literal address without brackets
 * @param isTrusted whether neither TLS nor its identity is required: it is on this machine
 */
public record SmtpRelay(boolean isImplicitTls, String host, int port, Optional<Login> login, boolean isTrusted) {
    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;
    private static final String RULE = "give smtp[s]://user:password@host:port, percent-encoded";

    /** Who we are to the relay. */
    public record Login(String user, Secret password) {}

    /** From {@code smtp[s]://[user:password@]host[:port]}, of which user and password are percent-encoded. */
    public static Parsed<SmtpRelay> parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            boolean isImplicitTls = scheme.equals("smtps");
            String path = String.valueOf(uri.getRawPath());
            boolean hasMore = uri.getRawQuery() != null || uri.getRawFragment() != null || !path.matches("/?");
            if (!(isImplicitTls || scheme.equals("smtp")) || uri.getHost() == null || hasMore) {
                return Parsed.invalid("not the address of a relay; " + RULE);
            }
            String host = uri.getHost().replaceAll("[\\[\\]]", "");
            int port = uri.getPort() < 0 ? (isImplicitTls ? SUBMISSIONS : SUBMISSION) : uri.getPort();
            Optional<String> user = Optional.ofNullable(uri.getRawUserInfo());
            if (port < 1
                    || port > 65_535
                    || user.map(each -> !each.matches("[^:]+:.+")).orElse(false)) {
                return Parsed.invalid("not the address of a relay; " + RULE);
            }
            return Parsed.valid(new SmtpRelay(isImplicitTls, host, port, user.map(SmtpRelay::login), isLoopback(host)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Parsed.invalid("not the address of a relay; " + RULE);
        }
    }

    /** Host and port, for people. */
    public String address() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static Login login(String userInfo) {
        String[] parts = userInfo.split(":", 2);
        return new Login(decoded(parts[0]), Secret.of(decoded(parts[1])));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isLoopback(String host) {
        try {
            return host.equalsIgnoreCase("localhost")
                    || InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException aName) {
            return false;
        }
    }
}
