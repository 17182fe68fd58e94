package galaxy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for {@code localhost} and {@code 127.0.0.1} that no client trusts by itself, made when asked for, valid for a day. */
public final class SelfSignedCertificate implements AutoCloseable {
    /** Of both key stores; it protects nothing. */
    public static final String PASSWORD = "testkit";

    private final TempFolder folder;
    private final KeyStore keys;

    private SelfSignedCertificate(TempFolder folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** Made by the {@code keytool} of this JVM's own JDK; takes about a second. */
    public static SelfSignedCertificate make() {
        return make("-0d", "dns:localhost,ip:127.0.0.1");
    }

    /** One for another name. */
    public static SelfSignedCertificate makeFor(String name) {
        return make("-0d", "dns:" + name);
    }

    /** One that was valid until yesterday. */
    public static SelfSignedCertificate makeExpired() {
        return make("-2d", "dns:localhost,ip:127.0.0.1");
    }

    private static SelfSignedCertificate make(String start, String names) {
        TempFolder folder = TempFolder.make();
        try {
            Path store = folder.path().resolve("keys.p12");
            runKeytool(store, start, names);
            var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            var made = new SelfSignedCertificate(folder, keys);
            made.writeTrust();
            return made;
        } catch (IOException | GeneralSecurityException e) {
            folder.close();
            throw new IllegalStateException("No certificate could be made", e);
        } catch (InterruptedException e) {
            folder.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a certificate was made", e);
        }
    }

    /** PKCS #12 with the certificate alone, for clients that shall trust it; the password is {@link #PASSWORD}. */
    public Path trustStore() {
        return folder.path().resolve("trust.p12");
    }

    /** The certificate alone in PEM, for clients that shall trust it. */
    public Path pem() {
        return folder.path().resolve("trust.pem");
    }

    /** The private key in PEM (PKCS #8), for servers that read it. */
    public Path key() {
        return folder.path().resolve("key.pem");
    }

    /** TLS of a client that trusts this certificate and no other. */
    public SSLContext clientContext() throws IOException, GeneralSecurityException {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trustStore().toFile(), PASSWORD.toCharArray()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() {
        folder.close();
    }

    /** TLS of a server that has this certificate. */
    public SSLContext serverContext() throws GeneralSecurityException {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void runKeytool(Path store, String start, String names) throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(List.of(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=" + names,
                        "-startdate",
                        start,
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString()))
                .redirectErrorStream(true)
                .start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + output);
        }
    }

    private void writeTrust() throws IOException, GeneralSecurityException {
        Certificate certificate = keys.getCertificate("server");
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", certificate);
        try (OutputStream out = Files.newOutputStream(trustStore())) {
            trust.store(out, PASSWORD.toCharArray());
        }
        writePem(pem(), "CERTIFICATE", certificate.getEncoded());
        writePem(
                key(),
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private static void writePem(Path file, String type, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
    }
}
