package galaxy.torture.users;

import static galaxy.torture.users.Observations.done;
import static galaxy.torture.users.Observations.observed;
import static galaxy.torture.users.Observations.unanswered;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.users.Command;
import galaxy.models.users.Command.Kind;
import galaxy.models.users.Restriction;
import galaxy.models.users.UserJson;
import galaxy.models.users.UserModel;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import galaxy.torture.workload.Observed;
import galaxy.torture.workload.Observed.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a user may be whose commands did not all have a response. */
class PossibleUsersTest {
    private static final Command BLOCK =
            Command.of(Kind.BLOCK, "email", "pilot@example.com", "reason_code", "abuse", "actor", RandomCommands.ACTOR);

    private final PossibleUsers users = new PossibleUsers(
            UserModel.created(
                    Expected.object("user_id", "usr_1", "email", "pilot@example.com", "race_name", "Nova"),
                    "r-1",
                    Moment.at(5)),
            0);

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void blocked(String outcome, Attempt<Response>... before) {
        List<Attempt<Response>> attempts = new ArrayList<>(List.of(before));
        attempts.add(done(
                5000, 5050, "outcome", outcome, "user_id", "usr_1", "block_id", "blk_1", "expires_at", Expected.NULL));
        Observed<Response> observed = new Observed<>("r-2", "block", attempts);
        assertThat(users.responded(BLOCK, observed, false)).isEmpty();
    }

    private boolean mayBeUpdatedAt(long at) {
        return users.read(json("at", at), 6000, 6000, user -> Expected.object("at", user.updated()))
                .isEmpty();
    }

    @Test
    void what_is_done_already_was_done_by_any_earlier_attempt() {
        blocked("already_blocked", unanswered(2000, 2050), unanswered(3000, 3050), unanswered(4000, 4050));
        assertThat(mayBeUpdatedAt(2020)).isTrue();
    }

    @Test
    void what_is_done_already_was_not_done_before_it_was_requested() {
        blocked("already_blocked", unanswered(2000, 2050), unanswered(3000, 3050));
        assertThat(mayBeUpdatedAt(1990)).isFalse();
    }

    @Test
    void what_is_done_now_was_not_done_before() {
        blocked("blocked", unanswered(2000, 2050), unanswered(3000, 3050));
        assertThat(mayBeUpdatedAt(2020)).isFalse();
    }

    @Test
    void a_sanction_that_ends_while_it_is_removed_may_have_been_removed_or_not() {
        Command sanction = Command.of(
                Kind.APPLY_SANCTION,
                "sanction_code",
                "game_join_block",
                "scope",
                "lobby",
                "reason_code",
                "c0_1",
                "actor",
                RandomCommands.ACTOR,
                "expires_at",
                Moment.at(100));
        Map<String, Object> shown = Expected.merge(
                sanction.fields(),
                Map.of(
                        "reference",
                        "usr_1-1",
                        "applied_at",
                        "1970-01-01T00:00:00.015Z",
                        "expires_at",
                        "1970-01-01T00:00:00.100Z"));
        Observed<Response> applied = observed(done(10, 20, "user_id", "usr_1", "active_sanctions", List.of(shown)));
        assertThat(users.responded(sanction, applied, false)).isEmpty();
        Command remove = Command.of(
                Kind.REMOVE_SANCTION,
                "sanction_code",
                "game_join_block",
                "reason_code",
                "c0_2",
                "actor",
                RandomCommands.ACTOR);
        Observed<Response> removed = observed(done(90, 110, "user_id", "usr_1", "active_sanctions", List.of()));
        assertThat(users.responded(remove, removed, false)).isEmpty();
        assertThat(users.all().stream()
                        .map(each -> UserJson.history(each.at(200), Restriction.SANCTION)
                                .toString()
                                .contains("c0_2")))
                .containsExactlyInAnyOrder(true, false);
        Function<UserModel, Object> history =
                each -> Expected.object("items", UserJson.history(each, Restriction.SANCTION));
        assertThat(users.read(json("items", List.of()), 120, 130, history)).isPresent();
    }

    private static JsonNode json(Object... fields) {
        return Response.of(observed(done(0, 0, fields))).body();
    }
}
