package galaxy.chassis.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import galaxy.kernel.Parsed;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

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
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1, unknown, 10.0.0.2', 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, '1.1.1.1,, 10.0.0.2', 10.0.0.1",
        "10.0.0.0/8, 10.0.0.1, 'unknown, 203.0.113.7, 10.0.0.2', 203.0.113.7",
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

    /** The forms of an entry; what is malformed gives the peer. */
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7:51000, 203.0.113.7",
        "203.0.113.7:0, 203.0.113.7",
        "203.0.113.7:65535, 203.0.113.7",
        "203.0.113.7:65536, 10.0.0.1",
        "203.0.113.7:, 10.0.0.1",
        "203.0.113.7:x, 10.0.0.1",
        "203.0.113.7:-1, 10.0.0.1",
        "203.0.113.7:100000, 10.0.0.1",
        "203.0.113.7.8, 10.0.0.1",
        "203.0.113, 10.0.0.1",
        "203.0.113.256, 10.0.0.1",
        "203.0.113.07, 10.0.0.1",
        "0203.0.113.7, 10.0.0.1",
        "203.00.113.7, 10.0.0.1",
        "203.0.113.0, 203.0.113.0",
        "[203.0.113.7]:443, 10.0.0.1",
        "203.0.113.7 1.1.1.1, 10.0.0.1",
        "[2001:db8::7]:443, 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7], 2001:db8:0:0:0:0:0:7",
        "[2001:DB8::7], 2001:db8:0:0:0:0:0:7",
        "2001:db8::7, 2001:db8:0:0:0:0:0:7",
        "2001:db8::1:443, 2001:db8:0:0:0:0:1:443",
        "2001:0db8::07, 2001:db8:0:0:0:0:0:7",
        "[2001:db8::7]:x, 10.0.0.1",
        "[2001:db8::7]:, 10.0.0.1",
        "[2001:db8::7]443, 10.0.0.1",
        "[2001:db8::7, 10.0.0.1",
        "2001:db8::7], 10.0.0.1",
        "[], 10.0.0.1",
        "2001:db8::7::1, 10.0.0.1",
        "2001:db8::7:, 10.0.0.1",
        "fe80::1%eth0, 10.0.0.1",
        "[fe80::1%1]:80, 10.0.0.1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "[::ffff:203.0.113.7]:443, 203.0.113.7",
        "::ffff:203.0.113.07, 10.0.0.1",
        "::ffff:0203.0.113.7, 10.0.0.1",
        "'', 10.0.0.1",
        "unknown, 10.0.0.1",
        "_hidden, 10.0.0.1",
        "'\"203.0.113.7\"', 10.0.0.1",
        "for=203.0.113.7, 10.0.0.1"
    })
    void drops_a_port_and_takes_the_peer_for_what_is_malformed(String entry, String client) {
        assertThat(client("10.0.0.0/8", "10.0.0.1", entry)).isEqualTo(client);
    }

    @Test
    void takes_the_peer_for_a_list_that_is_too_long() {
        String hops = "203.0.113.7" + ", 10.0.0.2".repeat(31);
        assertThat(client("10.0.0.0/8", "10.0.0.1", hops)).isEqualTo("203.0.113.7");
        assertThat(client("10.0.0.0/8", "10.0.0.1", hops, "10.0.0.2")).isEqualTo("10.0.0.1");
    }

    @Test
    void warns_once_of_a_header_from_a_peer_that_is_not_trusted() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(TrustedProxies.class);
        lines.start();
        logger.addAppender(lines);
        try {
            var proxies = proxies("10.0.0.0/8");
            var stranger = InetAddress.ofLiteral("192.0.2.1");
            proxies.client(stranger, List.of());
            proxies.client(InetAddress.ofLiteral("10.0.0.1"), List.of("203.0.113.7"));
            assertThat(lines.list).isEmpty();
            proxies.client(stranger, List.of("203.0.113.7"));
            proxies.client(stranger, List.of("203.0.113.8"));
            assertThat(lines.list).hasSize(1);
            assertThat(lines.list.getFirst().getFormattedMessage())
                    .contains("trusted-proxies")
                    .doesNotContain("192.0.2.1", "203.0.113.7");
        } finally {
            logger.detachAppender(lines);
        }
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
