package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.testkit.SelfSignedCertificate;
import galaxy.testkit.TempFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with the files of a certificate is found when the settings are read. */
class TlsFilesTest {
    private static final String CERTIFICATE = "a.http.tls.certificate";
    private static final String KEY = "a.http.tls.key";
    private static SelfSignedCertificate good;
    private static SelfSignedCertificate other;
    private static SelfSignedCertificate expired;
    private static TempFolder folder;

    @BeforeAll
    static void make() {
        good = SelfSignedCertificate.make();
        other = SelfSignedCertificate.make();
        expired = SelfSignedCertificate.makeExpired();
        folder = TempFolder.make();
    }

    @AfterAll
    static void delete() {
        good.close();
        other.close();
        expired.close();
        folder.close();
    }

    private static List<String> problems(Map<String, String> settings) {
        var keys = new ListenerKeys("a.http", 0, "a");
        var all =
                Stream.concat(ListenerKeys.SHARED.stream(), keys.all().stream()).toList();
        var reader = new SettingsReader(SettingSources.of(settings), all);
        keys.read(reader);
        var failed = catchThrowableOfType(SettingsException.class, reader::finish);
        return failed == null ? List.of() : failed.problems();
    }

    private static List<String> problems(Path certificate, Path key) {
        return problems(Map.of(CERTIFICATE, certificate.toString(), KEY, key.toString()));
    }

    private static Path file(String name, String text) throws IOException {
        return Files.writeString(folder.path().resolve(name), text);
    }

    @Test
    void takes_a_certificate_and_its_key() {
        assertThat(problems(good.pem(), good.key())).isEmpty();
    }

    @Test
    void takes_text_around_the_certificate() throws Exception {
        var commented = file("commented.pem", "Subject: localhost\n" + Files.readString(good.pem()) + "\n");
        assertThat(problems(commented, good.key())).isEmpty();
    }

    @Test
    void refuses_one_file_without_the_other() {
        assertThat(problems(Map.of(CERTIFICATE, good.pem().toString())))
                .singleElement()
                .asString()
                .contains(KEY, "is not set", "give both");
        assertThat(problems(Map.of(KEY, good.key().toString())))
                .singleElement()
                .asString()
                .contains(CERTIFICATE, "is not set");
    }

    @Test
    void names_every_problem_at_once() throws Exception {
        assertThat(problems(folder.path().resolve("missing"), folder.path()))
                .satisfiesExactly(
                        first -> assertThat(first).contains(CERTIFICATE, "missing cannot be read"),
                        second -> assertThat(second).contains(KEY, "cannot be read"));
        assertThat(problems(good.key(), good.pem()))
                .satisfiesExactly(
                        first -> assertThat(first).contains(CERTIFICATE, "has no certificate"),
                        second -> assertThat(second).contains(KEY, "has no private key", "PKCS #8"));
        assertThat(problems(expired.pem(), file("empty.pem", "")))
                .satisfiesExactly(
                        first -> assertThat(first).contains(CERTIFICATE, "has expired"),
                        second -> assertThat(second).contains(KEY, "has no private key"));
        assertThat(problems(Map.of(
                        CERTIFICATE,
                        "/none/c.pem",
                        KEY,
                        "/none/k.pem",
                        "a.http.port",
                        "x",
                        "a.http.max-in-flight",
                        "0")))
                .hasSize(4);
    }

    @Test
    void refuses_a_certificate_that_has_expired() {
        assertThat(problems(expired.pem(), expired.key()))
                .singleElement()
                .asString()
                .contains(CERTIFICATE, "has expired; renew it");
    }

    @Test
    void refuses_the_key_of_another_certificate() {
        assertThat(problems(good.pem(), other.key()))
                .singleElement()
                .asString()
                .contains(KEY, "is not the key of the certificate");
    }

    @Test
    void never_shows_what_a_key_file_contains() throws Exception {
        var broken = file("broken.pem", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        assertThat(problems(good.pem(), broken)).singleElement().asString().doesNotContain("c2VjcmV0", "secret");
    }
}
