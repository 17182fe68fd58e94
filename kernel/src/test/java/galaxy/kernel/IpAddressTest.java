package galaxy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @Test
    void a_zone_is_no_part_of_the_text() {
        assertThat(IpAddress.text(InetAddress.ofLiteral("fe80::7%1"))).isEqualTo("fe80:0:0:0:0:0:0:7");
        assertThat(IpAddress.text(InetAddress.ofLiteral("203.0.113.7"))).isEqualTo("203.0.113.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "255.255.255.255", "::1", "2001:DB8::7", "::ffff:8.8.8.8", "1:2:3:4:5:6:7:8"})
    void literal_addresses_are_taken(String raw) {
        assertThat(IpAddress.parse(raw)).isEqualTo(Parsed.valid(InetAddress.ofLiteral(raw)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "8",
                "134744072",
                "8.8",
                "8.8.8",
                "8.8.8.256",
                "8.8.8.8.8",
                "0x8.8.8.8",
                "8.8.8.8/32",
                " 8.8.8.8",
                "٨.٨.٨.٨",
                "localhost",
                "example.com",
                "[::1]",
                "fe80::1%1",
                "2a00::g",
                ":::",
                "1:2:3",
                "1::2::3"
            })
    void names_numbers_zones_and_what_is_malformed_are_not(String raw) {
        assertThat(IpAddress.parse(raw)).isEqualTo(Parsed.invalid("must be an IPv4 or IPv6 address"));
    }
}
