package galaxy.store;

import galaxy.chassis.server.TlsFiles;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.FileReason;
import io.lettuce.core.SslOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Optional;

/**
 * The files for TLS with Redis, in PEM.
 *
 * @param trust the certificates to trust; without, those of the JVM
 * @param identity by which Redis knows this client, where it wants that
 */
public record RedisTls(Optional<Path> trust, Optional<TlsFiles> identity) {

    static RedisTls trusting(Optional<Path> trust) {
        return new RedisTls(trust, Optional.empty());
    }

    /** What is wrong with the files of this client is reported with all other problems. */
    static RedisTls read(SettingsReader reader) {
        Optional<Path> trust = reader.get(StoreSettings.TRUST);
        Optional<Path> certificate = reader.get(StoreSettings.CERTIFICATE);
        Optional<Path> key = reader.get(StoreSettings.KEY);
        trust.flatMap(RedisTls::problem).ifPresent(problem -> reader.problem(StoreSettings.TRUST, problem));
        if (certificate.isPresent() != key.isPresent()) {
            reader.problem(
                    certificate.isPresent() ? StoreSettings.KEY : StoreSettings.CERTIFICATE,
                    "is not set; give both files, of the certificate and of its key, or none");
        }
        Optional<TlsFiles> identity = certificate
                .flatMap(pem -> key.map(secret -> new TlsFiles(pem, secret)))
                .filter(files -> files.areUsable(
                        problem -> reader.problem(StoreSettings.CERTIFICATE, problem),
                        problem -> reader.problem(StoreSettings.KEY, problem)));
        return new RedisTls(trust, identity);
    }

    /**
     * The options of the client, if there are files.
     *
     * @throws SettingsException when the file of {@code redis.trust} has no certificates
     */
    Optional<SslOptions> options() {
        trust.flatMap(RedisTls::problem).ifPresent(problem -> {
            throw new SettingsException(List.of(StoreSettings.TRUST.key() + ": " + problem));
        });
        if (trust.isEmpty() && identity.isEmpty()) {
            return Optional.empty();
        }
        SslOptions.Builder options = SslOptions.builder();
        trust.ifPresent(pem -> options.trustManager(pem.toFile()));
        identity.ifPresent(files ->
                options.keyManager(files.certificate().toFile(), files.key().toFile(), new char[0]));
        return Optional.of(options.build());
    }

    private static Optional<String> problem(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509")
                            .generateCertificates(in)
                            .isEmpty()
                    ? Optional.of(pem + " has no certificate; give those of the authority of Redis, in PEM")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(pem + " cannot be read (" + FileReason.of(e) + ")");
        } catch (CertificateException e) {
            return Optional.of(pem + " is no file of certificates in PEM; give those of the authority of Redis");
        }
    }
}
