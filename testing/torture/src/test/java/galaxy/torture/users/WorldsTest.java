package galaxy.torture.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.torture.workload.Result;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What may have become of a user whose commands were not all answered. */
class WorldsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Command BLOCK = new Command.Block(false, "abuse");
    private static final Request REQUEST = BLOCK.request("r-2", "usr_1", "pilot@example.com");

    private Worlds worlds;

    @BeforeEach
    void begin() {
        worlds =
                new Worlds(Life.begun("usr_1", "pilot@example.com", "en", "UTC", "r-1", Moment.between(1000, 1010)), 0);
    }

    private static Attempt attempt(long sent, long received, Result answer, Map<String, ?> body) {
        return new Attempt(sent, received, sent, received, answer, true, 200, JSON.valueToTree(body));
    }

    private static Attempt unanswered(long sent) {
        return attempt(sent, sent + 50, Result.UNAVAILABLE, Map.of());
    }

    private void asked(String outcome, Attempt... before) {
        Attempt last = attempt(5000, 5050, Result.DONE, Map.of("outcome", outcome, "user_id", "usr_1"));
        Told told = new Told(
                REQUEST, Stream.concat(Stream.of(before), Stream.of(last)).toList());
        worlds.leaveAfloat(BLOCK, told);
        assertThat(worlds.answered(BLOCK, told, 5000)).isEmpty();
    }

    private boolean fits(long at) {
        return worlds.seen(6000, life -> life.updated.admits(at) ? Optional.empty() : Optional.of("at another time"))
                .isEmpty();
    }

    @Test
    void what_was_done_already_was_done_by_any_attempt_before() {
        asked("already_blocked", unanswered(2000), unanswered(3000), unanswered(4000));
        assertThat(fits(2020)).isTrue();
    }

    @Test
    void what_was_done_already_was_not_done_before_it_was_asked_for() {
        asked("already_blocked", unanswered(2000), unanswered(3000));
        assertThat(fits(1990)).isFalse();
    }

    @Test
    void what_was_done_now_was_not_done_before() {
        asked("blocked", unanswered(2000), unanswered(3000));
        assertThat(fits(2020)).isFalse();
    }
}
