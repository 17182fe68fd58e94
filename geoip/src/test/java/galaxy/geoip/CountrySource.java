package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** The source of the bundled table, taken from npm once and kept in the target folder. */
final class CountrySource {
    private static final String PACKAGE = "@ip-location-db/geo-whois-asn-country-mmdb@2.3.2026061719";
    private static final String ARCHIVE = "ip-location-db-geo-whois-asn-country-mmdb-2.3.2026061719.tgz";
    private static final String SHA_256 = "91757a1b06cdcd1955f292e4c4cfc54e091204f998e159a3187f7a2ef3724be0";
    private static final Path FOLDER = Path.of("target", "country-source").toAbsolutePath();

    private CountrySource() {}

    /** The MaxMind DB file. Without npm, or where npm cannot reach the package, the test is skipped. */
    static Path file() throws IOException {
        Path archive = FOLDER.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            Files.createDirectories(FOLDER);
            run("npm", "pack", "--silent", "--pack-destination", FOLDER.toString(), PACKAGE);
        }
        assertThat(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(archive))))
                .as("SHA-256 of " + archive)
                .isEqualTo(SHA_256);
        run("tar", "-xzf", archive.toString(), "-C", FOLDER.toString());
        return FOLDER.resolve(Path.of("package", "geo-whois-asn-country.mmdb"));
    }

    private static void run(String... command) throws IOException {
        Path output = FOLDER.resolve(command[0] + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean isDone = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            Assumptions.assumeTrue(
                    isDone && process.exitValue() == 0,
                    () -> "SKIPPED: " + List.of(command) + " did not give the source of the bundled table (" + output
                            + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            Assumptions.abort("interrupted");
        } catch (IOException e) {
            Assumptions.abort(
                    "SKIPPED: " + command[0] + " is not on the PATH, and the source of the bundled table is not here");
        }
    }
}
