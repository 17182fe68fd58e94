package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SafeTextTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8081/");

    @Test
    void values_do_not_show_addresses_and_tokens() {
        assertThat(Decode.account(Examples.fields("Account")).toString())
                .contains("player-7kq3wtxe")
                .doesNotContain("pilot@example.com");
        assertThat(ClientSettings.of(ADDRESS)
                        .withToken(Secret.of("open-sesame"))
                        .toString())
                .doesNotContain("sesame");
    }

    @Test
    void a_token_that_cannot_be_sent_is_refused_without_being_shown() {
        assertThatThrownBy(() -> ClientSettings.of(ADDRESS).withToken(Secret.of("open\r\nsesame")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("sesame");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8081",
                "ftp://host",
                "http:///x",
                "http://me:secret@host",
                "http://h?a=b",
                "http://h#f"
            })
    void an_address_that_is_none_is_refused(String address) {
        assertThatThrownBy(() -> ClientSettings.of(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_slash_at_the_end_of_the_address_does_not_count() {
        assertThat(ClientSettings.of(ADDRESS).address()).isEqualTo(URI.create("http://127.0.0.1:8081"));
    }

    @Test
    void durations_request_ids_and_keys_are_checked_before_anything_is_sent() {
        ClientSettings settings = ClientSettings.of(ADDRESS);
        assertThatThrownBy(() -> settings.withPatience(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallContext.none().withRequestId("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallContext.none().withTraceparent("00-1-2-3"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Delivery.withKey("ключ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Delivery.once().idempotencyKey())
                .isNotEqualTo(Delivery.once().idempotencyKey())
                .isNotEqualTo(Optional.empty());
    }
}
