package galaxy.torture.workload;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Reply.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RequestsTest {
    @TempDir
    private Path folder = Path.of("unset");

    private Observed<String> send(Journal journal, List<Reply<String>> replies) throws InterruptedException {
        Queue<Reply<String>> next = new ArrayDeque<>(replies);
        return new Requests(journal, new Random(1)).send("r-1", "a write", true, next::remove);
    }

    @Test
    void repeats_a_request_until_it_is_done_and_records_every_attempt() throws Exception {
        Path file = folder.resolve("journal");
        try (Journal journal = Journal.open(Optional.of(file))) {
            Observed<String> observed = send(
                    journal,
                    List.of(
                            Reply.noResponse(Result.NOT_SENT, "refused"),
                            Reply.unavailable("SERVICE_UNAVAILABLE"),
                            Reply.noResponse(Result.TIMED_OUT, "timeout"),
                            Reply.done("yes")));
            assertThat(observed.response()).contains("yes");
            assertThat(observed.unclear()).hasSize(2);
            assertThat(observed.mayContinue()).isTrue();
            assertThat(journal.acknowledged()).isEqualTo(1);
            assertThat(journal.results())
                    .isEqualTo(Map.of("DONE", 1L, "NOT_SENT", 1L, "TIMED_OUT", 1L, "UNAVAILABLE", 1L));
        }
        assertThat(Files.readAllLines(file)).hasSize(4).allMatch(line -> line.contains("\"request\":\"r-1\""));
    }

    @Test
    void ends_at_a_refusal_which_is_certain_only_without_unclear_attempts() throws InterruptedException {
        try (Journal journal = Journal.open(Optional.empty())) {
            Observed<String> certain = send(journal, List.of(Reply.refused("NOT_FOUND")));
            assertThat(certain.isRefused("NOT_FOUND")).isTrue();
            assertThat(certain.isCertainlyNotDone()).isTrue();
            Observed<String> unclear =
                    send(journal, List.of(Reply.unavailable("SERVICE_UNAVAILABLE"), Reply.refused("CONFLICT")));
            assertThat(unclear.isRefused("CONFLICT")).isTrue();
            assertThat(unclear.isCertainlyNotDone()).isFalse();
            assertThat(journal.acknowledged()).isZero();
        }
    }
}
