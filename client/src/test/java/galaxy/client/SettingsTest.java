package galaxy.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.users.Delivery;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:8081/");

    @Test
    void do_not_show_the_token() {
        assertThat(ClientSettings.of(ADDRESS)
                        .withToken(Secret.of("open-sesame"))
                        .toString())
                .doesNotContain("sesame");
        assertThat(ConnectionsSettings.of("h:1")
                        .withToken(Secret.of("open-sesame"))
                        .toString())
                .doesNotContain("sesame");
    }

    @Test
    void reject_a_token_that_cannot_be_sent_without_showing_it() {
        for (String token : new String[] {"open\r\nsesame", "sesame!", "ses\u00e4me", "sesame "}) {
            assertThatThrownBy(() -> ClientSettings.of(ADDRESS).withToken(Secret.of(token)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("letters, digits")
                    .hasMessageNotContaining("ses");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:8081",
                "ftp://host",
                "http:///x",
                "http://me:secret@host",
                "http://h?a=b",
                "http://h#f",
                "http://h:0",
                "http://127.0.0.1:99999"
            })
    void reject_an_address_that_is_not_one_of_a_service(String address) {
        assertThatThrownBy(() -> ClientSettings.of(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "127.0.0.1:99999", "host:0", "dns:///host:65536"})
    void reject_a_target_that_is_empty_or_has_no_port_of_tcp(String target) {
        assertThatThrownBy(() -> ConnectionsSettings.of(target)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:65535", "dns:///host:1", "unix:/tmp/a:99999", "[::1]:9090"})
    void take_a_target_of_grpc(String target) {
        assertThat(ConnectionsSettings.of(target).target()).isEqualTo(target);
    }

    @Test
    void ignore_a_slash_at_the_end_of_the_address() {
        assertThat(ClientSettings.of(ADDRESS).address()).isEqualTo(URI.create("http://127.0.0.1:8081"));
    }

    @Test
    void for_pages_have_the_short_timeouts_of_pages() {
        var pages = new Timeouts(Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(900), 2);
        assertThat(ClientSettings.forPages(ADDRESS))
                .isEqualTo(ClientSettings.of(ADDRESS).withTimeouts(pages));
        assertThat(ConnectionsSettings.forPages("h:1"))
                .isEqualTo(ConnectionsSettings.of("h:1").withTimeouts(pages));
        assertThat(Timeouts.SIGN_IN_PAGES)
                .isEqualTo(new Timeouts(Duration.ofMillis(300), Duration.ofMillis(3500), Duration.ofMillis(3500), 1));
        assertThat(pages.withCall(Duration.ofSeconds(9)).withAttempt(Duration.ofSeconds(8)))
                .isEqualTo(new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(8), Duration.ofSeconds(9), 2));
        assertThatThrownBy(() -> new Timeouts(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void check_timeouts_request_ids_and_keys_before_anything_is_sent() {
        assertThatThrownBy(() -> Timeouts.DEFAULT.withCall(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallContext.none().withRequestId("a b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CallContext.none().withTraceparent("00-1-2-3"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Delivery.withKey(IdempotencyKey.of("ключ")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Delivery.once()).isNotEqualTo(Delivery.once());
        assertThat(new CallContext(Optional.of("a"), Optional.empty()).requestIdOrRandom())
                .isEqualTo("a");
    }
}
