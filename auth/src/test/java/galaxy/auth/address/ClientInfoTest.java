package galaxy.auth.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClientInfoTest {
    private static ClientInfo client(String ip) {
        return new ClientInfo(InetAddress.ofLiteral(ip), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 4:cb007107/32, 4:cb0071/24",
        "::ffff:203.0.113.7, 4:cb007107/32, 4:cb0071/24",
        "2001:db8:1:2:3:4:5:6, 6:20010db800010002/64, 6:20010db80001/48"
    })
    void budgets_are_of_the_network_of_an_address(String ip, String narrow, String wide) {
        assertThat(client(ip).narrowNetwork()).isEqualTo(narrow);
        assertThat(client(ip).wideNetwork()).isEqualTo(wide);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "127.9.9.9, true", "::1, true", "203.0.113.7, false"})
    void this_machine_is_known(String ip, boolean isLoopback) {
        assertThat(client(ip).isLoopback()).isEqualTo(isLoopback);
    }
}
