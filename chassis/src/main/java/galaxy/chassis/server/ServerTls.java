package galaxy.chassis.server;

import io.grpc.util.AdvancedTlsX509KeyManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of a running listener. It follows its files: within seconds after they changed, handshakes get the new
 * certificate; connections that are open go on. Files that cannot be used leave the old certificate in place.
 */
public final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);
    private static final long LOOK_SECONDS = 2;

    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-files").factory());
    private final AdvancedTlsX509KeyManager keys = new AdvancedTlsX509KeyManager();
    private final TlsFiles files;
    private String seen;

    /** @throws IllegalStateException when the files cannot be used */
    public ServerTls(TlsFiles files) {
        this.files = files;
        var problems = new StringJoiner("; ");
        try {
            this.seen = files.digest();
        } catch (IOException e) {
            throw new IllegalStateException("the TLS certificate cannot be read", e);
        }
        use(files.identity(problems::add, problems::add)
                .orElseThrow(() -> new IllegalStateException("the TLS certificate cannot be used: " + problems)));
        var _ = watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            var digest = files.digest();
            if (!digest.equals(seen)) {
                files.identity(ServerTls::warn, ServerTls::warn).ifPresent(identity -> {
                    use(identity);
                    LOG.info("TLS certificate read again: {}", files.certificate());
                });
            }
            seen = digest;
        } catch (IOException e) {
            // One of them is just being replaced, or is gone: the next look sees it again.
            LOG.debug("TLS files cannot be read", e);
        }
    }

    private static void warn(String problem) {
        LOG.warn("the TLS certificate stays as it is: {}", problem);
    }

    private void use(TlsFiles.Identity identity) {
        keys.updateIdentityCredentials(identity.chain().toArray(X509Certificate[]::new), identity.key());
    }

    public AdvancedTlsX509KeyManager keyManager() {
        return keys;
    }

    /** TLS with this certificate; clients need none. */
    public SSLContext context() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("TLS is not available", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
