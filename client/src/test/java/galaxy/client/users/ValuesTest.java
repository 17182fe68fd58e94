package galaxy.client.users;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.Examples;
import galaxy.client.connections.LinkToken;
import galaxy.contracts.ErrorCode;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ValuesTest {
    @Test
    void do_not_show_e_mail_addresses_and_tokens() {
        assertThat(Decode.account(Examples.USERS.fields("Account")).toString())
                .contains("player-7kq3wtxe")
                .doesNotContain("pilot@example.com");
        assertThat(LinkToken.of("open-sesame").toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @EnumSource
    void name_every_refusal_like_a_code_of_the_contract(Refusal refusal) {
        assertThat(Arrays.stream(ErrorCode.values()).map(Enum::name)).contains(refusal.name());
    }
}
