package galaxy.auth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.client.ClientSettings;
import galaxy.client.Timeouts;
import galaxy.client.users.UsersClient;
import galaxy.kernel.Cause;
import galaxy.kernel.Deadline;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Users who take connections and say nothing. */
final class UsersOverHttpIT {
    private static final EmailAddress EMAIL = EmailAddress.of("pilot@example.com");
    private static final Cause CAUSE = new Cause("sign_in", Optional.empty(), Optional.of("r-1"), Optional.empty());
    private static final Timeouts LONG =
            new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(6));

    @Test
    void a_call_takes_no_longer_than_what_its_request_has_left() throws IOException {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var client = UsersClient.of(ClientSettings.of(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), Optional.empty(), LONG))) {
            var users = new UsersOverHttp(() -> client);
            long begin = System.nanoTime();
            assertThatThrownBy(() -> Deadline.within(Duration.ofMillis(300), () -> {
                        assertThatThrownBy(() -> users.resolve(EMAIL, CAUSE)).isInstanceOf(UnavailableException.class);
                        return users.ensure(EMAIL, "en", "UTC", CAUSE);
                    }))
                    .isInstanceOf(UnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .as("two calls, of which each may take six seconds")
                    .isLessThan(Duration.ofMillis(1_500));
        }
    }
}
