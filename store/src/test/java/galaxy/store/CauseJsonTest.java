package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CauseJsonTest {
    @Test
    void reads_back_what_it_writes() {
        Cause whole = new Cause("admin_command", Optional.of("console"), Optional.of("r-1"), Optional.of("00-trace"));
        assertThat(readBack(whole)).isEqualTo(whole);
        assertThat(readBack(Cause.EXPIRY)).isEqualTo(Cause.EXPIRY);
    }

    @Test
    void reads_a_cause_that_was_stored_before_callers_were() {
        assertThat(read("{\"source\":\"self_service\",\"request\":\"r-1\",\"trace\":null}"))
                .isEqualTo(new Cause("self_service", Optional.empty(), Optional.of("r-1"), Optional.empty()));
    }

    private static Cause readBack(Cause cause) {
        byte[] stored = JsonFields.encode(fields -> CauseJson.write(fields, cause));
        return CauseJson.read(StoredJson.parse(stored, 0));
    }

    private static Cause read(String json) {
        return CauseJson.read(StoredJson.parse(json.getBytes(StandardCharsets.UTF_8), 0));
    }
}
