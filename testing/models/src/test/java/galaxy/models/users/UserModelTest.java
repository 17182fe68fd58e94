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
}
