package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Sha256;
import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The source of the bundled table, taken from npm once and kept in the target folder. */
final class CountrySource {
    private static final String PACKAGE = "@ip-location-db/geo-whois-asn-country-mmdb@2.3.2026061719";
    private static final String ARCHIVE = "ip-location-db-geo-whois-asn-country-mmdb-2.3.2026061719.tgz";
    private static final String SHA_256 = "91757a1b06cdcd1955f292e4c4cfc54e091204f998e159a3187f7a2ef3724be0";
    private static final Path FOLDER = Path.of("target", "country-source").toAbsolutePath();

    private CountrySource() {}

    /** The MaxMind DB file. Without npm, or where npm cannot reach the package, the test is skipped, and fails where {@code CI} is {@code true}. */
    static Path file() throws IOException {
        Path archive = FOLDER.resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            Files.createDirectories(FOLDER);
            run(RequiredProgram.NPM, "pack", "--silent", "--pack-destination", FOLDER.toString(), PACKAGE);
        }
        assertThat(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(archive))))
                .as("SHA-256 of " + archive)
                .isEqualTo(SHA_256);
        run(RequiredProgram.TAR, "-xzf", archive.toString(), "-C", FOLDER.toString());
        return FOLDER.resolve(Path.of("package", "geo-whois-asn-country.mmdb"));
    }

    private static void run(RequiredProgram program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.require().toString()));
        command.addAll(List.of(arguments));
        Path output = FOLDER.resolve(program.name() + ".log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean isDone = process.waitFor(120, TimeUnit.SECONDS);
            process.destroyForcibly();
            if (!isDone || process.exitValue() != 0) {
                RequiredProgram.missing(command + " did not give the source of the bundled table (" + output + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
