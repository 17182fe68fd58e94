package galaxy.store;

import galaxy.chassis.settings.SettingsException;
import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

/** Why there is no connection: what only an operator can change, in one line with the setting, or what may pass by itself. */
final class ConnectFailure {
    private static final int TIMEOUT_MILLIS = 1000;

    /** The first byte of an alert of TLS. */
    private static final int ALERT = 0x15;

    private static final String NO_TLS =
            "speaks no TLS on this port; write redis instead of rediss, or give its port for TLS";

    private static final String KEY = StoreSettings.URI.key() + ": ";

    /** What a server says that wants a certificate of its clients, and got none, or one that it does not trust. */
    private static final List<String> REFUSES_CLIENT = List.of(
            "fatal alert: certificate_required",
            "fatal alert: bad_certificate",
            "fatal alert: certificate_unknown",
            "fatal alert: certificate_expired",
            "fatal alert: unknown_ca");

    /** The last is how Redis 7.0 refuses a command within a script, without its name. */
    private static final List<String> REFUSED =
            List.of("NOPERM", "ERR unknown command", "ERR The user executing the script can't");

    private ConnectFailure() {}

    static RuntimeException of(RedisException failure, StoreAddress address) {
        String at = "Redis at " + address.display();
        if (Failures.isLoginRefused(failure)) {
            return new SettingsException(
                    List.of(KEY + at + " refuses the login; give the right one as user:password@ or :password@"));
        }
        return refusedCommand(failure, at)
                .or(() -> tls(failure).or(() -> otherProtocol(address)).map(reason -> problem(at + " " + reason)))
                .orElseGet(() -> new StoreUnavailableException(
                        Fate.NOT_APPLIED, "cannot connect to " + at + ": " + text(failure), failure));
    }

    private static String text(RedisException failure) {
        Throwable cause = failure.getCause();
        String own = String.valueOf(failure.getMessage());
        return cause == null || own.equals(MasterOfSeveral.NONE) ? own : String.valueOf(cause.getMessage());
    }

    /** A command that the user of Redis may not run, or that the server does not have, as an operator renamed it. */
    static Optional<RuntimeException> refusedCommand(Throwable failure, String at) {
        return refusal(failure).map(text -> problem(at + " " + text));
    }

    /** The same, without the server. */
    static Optional<String> refusal(Throwable failure) {
        return Failures.reply(failure)
                .filter(reply -> REFUSED.stream().anyMatch(reply::startsWith))
                .map(reply -> "refuses a command that Galaxy needs (" + reply.replaceFirst("( script: |,).*", "")
                        + "); give its user the rights that docs/operations.md lists");
    }

    /** For a Unix domain socket. */
    static RuntimeException noNativeLibrary() {
        return problem("a Unix socket needs a native library, which cannot be loaded here; use redis://, or set"
                + " -Djava.io.tmpdir to a folder whose files may be executed");
    }

    private static RuntimeException problem(String text) {
        return new SettingsException(List.of(KEY + text));
    }

    private static Optional<String> tls(Throwable failure) {
        List<Throwable> causes = Stream.iterate(failure, each -> each != null, Throwable::getCause)
                .limit(20)
                .toList();
        if (causes.stream().anyMatch(NotSslRecordException.class::isInstance)) {
            return Optional.of(NO_TLS);
        }
        if (causes.stream()
                .noneMatch(each -> each instanceof SSLHandshakeException || each instanceof CertificateException)) {
            return Optional.empty();
        }
        String all = causes.stream()
                .map(each -> String.valueOf(each.getMessage()))
                .reduce("", (one, other) -> one + " " + other)
                .toLowerCase(Locale.ROOT);
        if (all.contains("no subject alternative") || all.contains("no name matching")) {
            return Optional.of("has a certificate of another name; connect to a name that is in it");
        }
        if (all.contains("certification path") || all.contains("trust anchor") || all.contains("pkix")) {
            return Optional.of(
                    "has a certificate that is not trusted; set redis.trust to a PEM file with its authority");
        }
        if (REFUSES_CLIENT.stream().anyMatch(all::contains)) {
            return Optional.of("wants another certificate of its clients; set redis.certificate and redis.key");
        }
        return Optional.of("cannot be reached by TLS: " + causes.getLast().getMessage() + "; see redis.trust");
    }

    /** Asks once in clear: a server of TLS responds with an alert, one without by its protocol. */
    private static Optional<String> otherProtocol(StoreAddress address) {
        RedisURI node = address.nodes().getFirst();
        if (node.getHost() == null) {
            return Optional.empty();
        }
        int first = firstByte(node);
        if (node.isSsl()) {
            return first == '+' || first == '-' ? Optional.of(NO_TLS) : Optional.empty();
        }
        return first == ALERT ? Optional.of("speaks TLS; write rediss instead of redis") : Optional.empty();
    }

    /** Of the response to a command in clear; -1 without one. */
    private static int firstByte(RedisURI node) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(node.getHost(), node.getPort()), TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            return socket.getInputStream().read();
        } catch (IOException e) {
            return -1;
        }
    }
}
