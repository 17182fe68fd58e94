package galaxy.chassis.server;

import galaxy.kernel.Sha256;
import io.grpc.util.CertificateUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The PEM files of a listener's certificate.
 *
 * @param certificate the certificate, then those that lead to the authority
 * @param key the private key, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {
    private static final int MOST_BYTES = 1024 * 1024;

    /**
     * What the files hold.
     *
     * @param chain the certificate first
     */
    record Identity(List<X509Certificate> chain, PrivateKey key) {}

    /**
     * Changes when the content of a file does.
     *
     * @throws IOException when one cannot be read
     */
    String digest() throws IOException {
        var hex = HexFormat.of();
        return hex.formatHex(Sha256.of(bytes(certificate))) + hex.formatHex(Sha256.of(bytes(key)));
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    /**
     * Whether the certificate and its key can be used.
     *
     * @param certificateProblem gets the reason why the certificate cannot
     * @param keyProblem gets the reason why the key cannot
     */
    public boolean areUsable(Consumer<String> certificateProblem, Consumer<String> keyProblem) {
        return identity(certificateProblem, keyProblem).isPresent();
    }

    /**
     * The certificate and its key, if they can be used.
     *
     * @param certificateProblem gets the reason why the certificate cannot
     * @param keyProblem gets the reason why the key cannot
     */
    Optional<Identity> identity(Consumer<String> certificateProblem, Consumer<String> keyProblem) {
        // Both are looked at, so that one start reports all that is wrong.
        var chain = chain(certificateProblem);
        var secret = secret(keyProblem);
        if (chain.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        if (!isPair(chain.get().getFirst().getPublicKey(), secret.get())) {
            keyProblem.accept(key + " is not the key of the certificate in " + certificate
                    + "; give the two that belong" + " together");
            return Optional.empty();
        }
        return Optional.of(new Identity(chain.get(), secret.get()));
    }

    private Optional<List<X509Certificate>> chain(Consumer<String> problem) {
        try {
            var chain = List.of(CertificateUtils.getX509Certificates(new ByteArrayInputStream(bytes(certificate))));
            chain.getFirst().checkValidity();
            return Optional.of(chain);
        } catch (IOException e) {
            problem.accept(unreadable(certificate));
        } catch (CertificateExpiredException e) {
            problem.accept("the certificate in " + certificate + " has expired; renew it");
        } catch (CertificateNotYetValidException e) {
            problem.accept("the certificate in " + certificate + " is not valid yet; look at the clock");
        } catch (GeneralSecurityException | RuntimeException e) {
            problem.accept(certificate + " has no certificate that can be read; give it in PEM");
        }
        return Optional.empty();
    }

    private Optional<PrivateKey> secret(Consumer<String> problem) {
        try {
            return Optional.of(CertificateUtils.getPrivateKey(new ByteArrayInputStream(bytes(key))));
        } catch (IOException e) {
            problem.accept(unreadable(key));
        } catch (GeneralSecurityException | RuntimeException e) {
            problem.accept(
                    key + " has no private key that can be read; give an RSA or EC key in PEM, as PKCS #8 without a"
                            + " password");
        }
        return Optional.empty();
    }

    private static String unreadable(Path file) {
        return file + " cannot be read; give a PEM file that this user can read";
    }

    private static boolean isPair(PublicKey known, PrivateKey secret) {
        if (!known.getAlgorithm().equals(secret.getAlgorithm())) {
            return false;
        }
        try {
            var signature =
                    Signature.getInstance(known.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(secret);
            var signed = signature.sign();
            signature.initVerify(known);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
