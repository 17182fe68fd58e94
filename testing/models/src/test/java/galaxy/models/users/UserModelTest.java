package galaxy.models.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.models.users.Command.Kind;
import galaxy.models.users.UserModel.Result;
import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Generated;
import galaxy.testkit.model.Moment;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class UserModelTest {
    @Test
    void asking_for_the_name_that_was_generated_changes_nothing() {
        Generated name = new Generated("player-");
        UserModel user = UserModel.created(Expected.object("race_name", name), "r-1", Moment.at(5));
        Expected.settle(name, JsonNodeFactory.instance.stringNode("player-x"));
        Command rename = Command.of(Kind.RENAME, "race_name", "player-x");
        assertThat(user.decide(rename, "r-2", 10, Moment.at(10)))
                .isInstanceOfSatisfying(
                        Result.Done.class, done -> assertThat(done.after()).isSameAs(user));
    }

    @Test
    void only_a_later_end_of_a_block_moves_it_and_nothing_is_published_when_it_is_over() {
        UserModel user =
                UserModel.created(Expected.object("race_name", "player-x", "user_id", "usr_1"), "r-1", Moment.at(5));
        UserModel blocked = done(user, Command.of(Kind.BLOCK, "reason_code", "a", "expires_at", Moment.at(100)));
        assertThat(done(blocked, Command.of(Kind.BLOCK, "reason_code", "b", "expires_at", Moment.at(99))))
                .isSameAs(blocked);
        UserModel longer = done(blocked, Command.of(Kind.BLOCK, "reason_code", "b", "expires_at", Moment.at(200)));
        assertThat(longer.blockReason()).contains("a");
        assertThat(longer.events()).hasSize(blocked.events().size() + 1);
        assertThat(longer.at(199).blockReason()).contains("a");
        assertThat(longer.at(200).blockReason()).isEmpty();
        assertThat(longer.at(200).events()).isEqualTo(longer.events());
        UserModel forever = done(longer, Command.of(Kind.BLOCK, "reason_code", "c"));
        assertThat(forever.at(Long.MAX_VALUE - 1).blockReason()).contains("a");
        assertThat(done(forever, Command.of(Kind.BLOCK, "reason_code", "d", "expires_at", Moment.at(300))))
                .isSameAs(forever);
        assertThat(user.decide(
                        Command.of(Kind.BLOCK, "reason_code", "a", "expires_at", Moment.at(10)),
                        "r-2",
                        10,
                        Moment.at(10)))
                .isEqualTo(new Result.Refused(400, "invalid_request", "expires_at"));
    }

    private static UserModel done(UserModel user, Command command) {
        return ((Result.Done) user.decide(command, "r-2", 10, Moment.at(10))).after();
    }
}
