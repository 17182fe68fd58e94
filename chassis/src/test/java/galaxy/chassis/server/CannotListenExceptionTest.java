package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.BindException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

final class CannotListenExceptionTest {
    private static String message(int port, String cause) {
        return new CannotListenException(InetAddress.getLoopbackAddress(), port, new BindException(cause)).getMessage();
    }

    @Test
    void says_what_to_do_about_a_port_that_is_taken_and_one_that_the_user_may_not_open() {
        assertThat(message(8081, "Address already in use")).contains("8081", "stop the program that uses it");
        assertThat(message(80, "Address already in use")).contains("stop the program that uses it");
        assertThat(message(80, "Permission denied")).contains("Permission denied", "CAP_NET_BIND_SERVICE");
    }
}
