package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The file of {@code pkg:maven/group/name@version?classifier=c&type=jar}. */
    private static String jar(JsonNode component) {
        String url = component.get("purl").stringValue();
        String classifier = url.contains("classifier=") ? "-" + url.replaceFirst(".*classifier=([^&]*).*", "$1") : "";
        return component.get("name").stringValue() + "-"
                + component.get("version").stringValue() + classifier + ".jar";
    }
}
