package galaxy.users.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.RequiredProgram;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The model of the names protocol still holds, and still catches the faults that were planted in it. */
class ClaimsModelTest {
    private static final Path MODEL = Path.of("..", "docs", "model", "claims.py");
    private static final String SCHEDULES = "2000";

    @Test
    void the_protocol_holds_and_every_planted_fault_is_found() throws IOException, InterruptedException {
        String python = RequiredProgram.PYTHON.require().toString();
        Process model = new ProcessBuilder(python, MODEL.toString(), SCHEDULES)
                .redirectErrorStream(true)
                .start();
        String said = new String(model.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(model.waitFor()).as(said).isZero();
        assertThat(said).contains("protocol ");
    }
}
