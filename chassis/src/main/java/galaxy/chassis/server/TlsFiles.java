package galaxy.chassis.server;

import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The PEM files of a listener's certificate.
 *
 * @param certificate the certificate, then those that lead to the authority
 * @param key the private key, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    private static final long LOOK_SECONDS = 2;

    /**
     * The files, if they can be used.
     *
     * @param problem gets the reason why not
     */
    static Optional<TlsFiles> check(Path certificate, Path key, Consumer<String> problem) {
        var files = new TlsFiles(certificate, key);
        try {
            files.read();
            return Optional.of(files);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            problem.accept(
                    "the certificate in %s and the key in %s cannot be used (%s); give a PEM certificate and its PKCS #8 key"
                            .formatted(certificate, key, e.getMessage()));
            return Optional.empty();
        }
    }

    private void read() throws IOException, GeneralSecurityException {
        try (var chain = Files.newInputStream(certificate);
                var secret = Files.newInputStream(key)) {
            var certificates = CertificateUtils.getX509Certificates(chain);
            var privateKey = CertificateUtils.getPrivateKey(secret);
            if (certificates.length == 0) {
                throw new IllegalArgumentException("no certificate");
            }
            certificates[0].checkValidity();
            if (!isPair(certificates[0].getPublicKey(), privateKey)) {
                throw new IllegalArgumentException("the key is not that of the certificate");
            }
        }
    }

    private static boolean isPair(PublicKey known, PrivateKey secret) throws GeneralSecurityException {
        if (!known.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        var signature = Signature.getInstance(
                switch (known.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> known.getAlgorithm();
                });
        signature.initSign(secret);
        var signed = signature.sign();
        signature.initVerify(known);
        return signature.verify(signed);
    }

    /**
     * Gives the certificate to each TLS handshake, and the new one within seconds after the files changed. Files that
     * cannot be used leave the old certificate in place.
     *
     * @param scheduler looks at the files
     * @throws IllegalStateException when the files cannot be used
     */
    public AdvancedTlsX509KeyManager keyManager(ScheduledExecutorService scheduler) {
        try {
            var manager = new AdvancedTlsX509KeyManager();
            manager.updateIdentityCredentials(
                    certificate.toFile(), key.toFile(), LOOK_SECONDS, TimeUnit.SECONDS, scheduler);
            return manager;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the TLS certificate cannot be used", e);
        }
    }
}
