package galaxy.client.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** What is wrong with a connection, by the exception of a library. */
public final class Connections {
    private static final int HTTP = 80;
    private static final int PROBE = 1000;

    private Connections() {}

    /** Why no connection to this address will ever be; none if a later attempt may succeed. */
    public static Optional<String> impossible(Throwable failure) {
        if (causes(failure).anyMatch(CertificateException.class::isInstance)) {
            return Optional.of("its certificate is not trusted: it is of an unknown authority, or for another host");
        }
        if (causes(failure).anyMatch(Connections::isNoTls)) {
            return Optional.of("it does not speak TLS");
        }
        return causes(failure).anyMatch(SSLHandshakeException.class::isInstance)
                ? Optional.of("it agrees to no TLS that is allowed here")
                : Optional.empty();
    }

    /** Whether TLS is spoken at an address that has closed a connection without it. */
    static boolean speaksTls(URI address) {
        return speaksTls(address.getHost(), address.getPort() < 0 ? HTTP : address.getPort());
    }

    /** Whether TLS is spoken at a port of a host. */
    public static boolean speaksTls(String host, int port) {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(host, port), PROBE);
            plain.setSoTimeout(PROBE);
            if (SSLSocketFactory.getDefault() instanceof SSLSocketFactory factory
                    && factory.createSocket(plain, host, port, true) instanceof SSLSocket tls) {
                tls.startHandshake();
                return true;
            }
            return false;
        } catch (IOException e) {
            return causes(e).anyMatch(CertificateException.class::isInstance);
        }
    }

    /** Why there is no connection yet. */
    public static String missing(Throwable failure) {
        return causes(failure)
                        .anyMatch(cause ->
                                cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException)
                ? "unknown host"
                : "connection refused";
    }

    private static boolean isNoTls(Throwable cause) {
        return cause instanceof SSLException
                && (cause.getClass().getSimpleName().equals("NotSslRecordException")
                        || String.valueOf(cause.getMessage())
                                .toLowerCase(Locale.ROOT)
                                .contains("unrecognized ssl message"));
    }

    /** The exception and what it came from. */
    public static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, each -> each != null, Throwable::getCause);
    }
}
