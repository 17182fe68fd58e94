package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static TrustedProxies proxies(String blocks) {
        return TrustedProxies.kind().reader().apply(blocks) instanceof Parsed.Valid<TrustedProxies>(var valid)
                ? valid
                : TrustedProxies.none();
    }

    private static String client(String blocks, String peer, String... headers) {
        return proxies(blocks)
                .client(InetAddress.ofLiteral(peer), List.of(headers))
                .getHostAddress();
    }

    @ParameterizedTest
    @CsvSource({
        // blocks, peer, header, client
        "'', 10.0.0.1, 203.0.113.7, 10.0.0.1",
        "10.0.0.0/8, 192.0.2.1, 203.0.113.7, 192.0.2.1",
        "10.0.0.0/8, 10.0.0.1, 203.0.113.7, 203.0.113.7",
        "10.0.0.0/8, 10.0.0.1, '', 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1, 203.0.113.7', 203.0.113.7",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1,203.0.113.7 , 10.0.0.2', 203.0.113.7",
        "10.0.0.0/8, 10.0.0.1, '10.0.0.3, 10.0.0.2', 10.0.0.3",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1, unknown', 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1, unknown, 10.0.0.2', 10.0.0.2",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1,, 10.0.0.2', 10.0.0.2",
        "10.0.0.0/8, 10.0.0.1, 203.0.113.7:51000, 203.0.113.7",
        "10.0.0.0/8, 10.0.0.1, localhost, 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, 0x7f000001, 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, 127.1, 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, _hidden, 10.0.0.1",
        "10.0.0.1, 10.0.0.1, 203.0.113.7, 203.0.113.7",
        "10.0.0.1, 10.0.0.2, 203.0.113.7, 10.0.0.2",
        "'10.0.0.0/8, 2001:db8::/32', 2001:db8::1, '203.0.113.7, 10.1.1.1', 203.0.113.7",
        "2001:db8::/32, 2001:db8::1, 2001:db9::7, 2001:db9:0:0:0:0:0:7",
        "2001:db8::/32, 2001:db8::1, [2001:db9::7]:443, 2001:db9:0:0:0:0:0:7",
        "2001:db8::/32, 2001:db8::1, [2001:db9::7, 2001:db8:0:0:0:0:0:1",
        "10.0.0.0/8, 10.0.0.1, ::ffff:203.0.113.7, 203.0.113.7",
        "10.0.0.0/8, 10.0.0.1, '203.0.113.7, ::ffff:10.0.0.2', 203.0.113.7",
        "0.0.0.0/0, 10.0.0.1, '203.0.113.7, 8.8.8.8', 203.0.113.7"
    })
    void takes_the_first_address_from_the_right_that_is_no_proxy(
            String blocks, String peer, String header, String client) {
        assertThat(client(blocks, peer, header)).isEqualTo(client);
    }

    @Test
    void reads_several_headers_as_one_list() {
        assertThat(client("10.0.0.0/8", "10.0.0.1", "1.1.1.1", "203.0.113.7, 10.0.0.3", "10.0.0.2"))
                .isEqualTo("203.0.113.7");
        assertThat(client("10.0.0.0/8", "10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0/8",
                "::/129",
                "10.0.0.1,,",
                "a/8"
            })
    void refuses_what_is_no_address_block(String text) {
        assertThat(TrustedProxies.kind().reader().apply(text)).isInstanceOf(Parsed.Invalid.class);
    }
}
