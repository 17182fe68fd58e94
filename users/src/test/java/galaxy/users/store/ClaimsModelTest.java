package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The model of the names protocol still holds, and still catches the faults that were planted in it. */
class ClaimsModelTest {
    private static final Path MODEL = Path.of("..", "docs", "model", "claims.py");
    private static final String SCHEDULES = "2000";

    @Test
    void the_protocol_holds_and_every_planted_fault_is_found() throws IOException, InterruptedException {
        assumeTrue(isOnThePath("python3"), "there is no python3 here to run " + MODEL);
        Process model = new ProcessBuilder("python3", MODEL.toString(), SCHEDULES)
                .redirectErrorStream(true)
                .start();
        String said = new String(model.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(model.waitFor()).as(said).isZero();
        assertThat(said).contains("protocol ");
    }

    private static boolean isOnThePath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
