package galaxy.app.cli.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.EmailAddress;
import galaxy.kernel.UserId;
import org.junit.jupiter.api.Test;

final class UserArgumentTest {
    @Test
    void is_an_id_an_e_mail_address_or_a_name() {
        String id = "usr_3w8n1f6m0c5r9k2t7x4y8z1q6d";
        assertThat(UserArgument.parse(id)).isEqualTo(new UserArgument.ById(UserId.of(id)));
        assertThat(UserArgument.parse("name:" + id)).isEqualTo(new UserArgument.ByName(id));
        assertThat(UserArgument.parse("a@b")).isEqualTo(new UserArgument.ByEmail(EmailAddress.of("a@b")));
        assertThat(UserArgument.parse("usr_x")).isEqualTo(new UserArgument.ByName("usr_x"));
        assertThatThrownBy(() -> UserArgument.parse("a@")).hasMessageStartingWith("an e-mail address ");
    }
}
