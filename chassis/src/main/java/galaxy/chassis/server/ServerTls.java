package galaxy.chassis.server;

import io.grpc.util.AdvancedTlsX509KeyManager;
import java.security.GeneralSecurityException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** The certificate of a running listener, which follows its files. */
public final class ServerTls implements AutoCloseable {
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("tls-files").factory());
    private final AdvancedTlsX509KeyManager keys;

    public ServerTls(TlsFiles files) {
        this.keys = files.keyManager(watch);
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
