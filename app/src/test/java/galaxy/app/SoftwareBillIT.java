package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The software bill of materials that the build makes, against the libraries that it puts beside the program. */
final class SoftwareBillIT {
    private static final Path TARGET = Path.of("target");

    @Test
    void lists_every_jar_that_ships_and_nothing_else() throws IOException {
        JsonNode bill = new JsonMapper().readTree(TARGET.resolve("galaxy.sbom.json"));
        assertThat(bill.get("bomFormat").stringValue()).isEqualTo("CycloneDX");
        List<String> listed =
                bill.get("components").valueStream().map(SoftwareBillIT::jar).toList();
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            assertThat(listed)
                    .hasSizeGreaterThan(20)
                    .containsExactlyInAnyOrderElementsOf(
                            jars.map(jar -> jar.getFileName().toString()).toList());
        }
    }

    /** Picocli is built for Java 5. */
    @Test
    void commands_have_class_files_that_the_ahead_of_time_cache_keeps() throws IOException {
        try (Stream<Path> jars = Files.list(TARGET.resolve("lib"))) {
            Path picocli = jars.filter(jar -> jar.getFileName().toString().startsWith("picocli-"))
                    .findFirst()
                    .orElseThrow();
            try (var jar = new JarFile(picocli.toFile())) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (entry.getName().endsWith(".class")) {
                        var bytes = new DataInputStream(jar.getInputStream(entry));
                        bytes.skipNBytes(6);
                        assertThat(bytes.readUnsignedShort())
                                .as(entry.getName())
                                .isGreaterThanOrEqualTo(52);
                    }
                }
            }
        }
    }

    /** The file of {@code pkg:maven/group/name@version?classifier=c&type=jar}. */
    private static String jar(JsonNode component) {
        String url = component.get("purl").stringValue();
        String classifier = url.contains("classifier=") ? "-" + url.replaceFirst(".*classifier=([^&]*).*", "$1") : "";
        return component.get("name").stringValue() + "-"
                + component.get("version").stringValue() + classifier + ".jar";
    }
}
