package galaxy.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.testkit.SettableClock;
import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AddressBudgetTest {
    private static final int MORE_THAN_ARE_KEPT = 100_500;

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:30Z");
    private final AddressBudget budget = new AddressBudget(2, clock);

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }

    @Test
    void a_budget_is_spent_and_there_again_a_minute_after_the_first() {
        InetAddress loopback = address("127.0.0.1");
        assertThat(budget.state(loopback)).isEqualTo(new AddressBudget.State(2, Duration.ofMinutes(1)));
        assertThat(budget.take(loopback)).isTrue();
        clock.advance(Duration.ofSeconds(20));
        assertThat(budget.take(loopback)).isTrue();
        assertThat(budget.take(loopback)).isFalse();
        assertThat(budget.state(loopback)).isEqualTo(new AddressBudget.State(0, Duration.ofSeconds(40)));
        clock.advance(Duration.ofSeconds(40));
        assertThat(budget.state(loopback).isSpent()).isFalse();
        assertThat(budget.take(loopback)).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_ends_the_minute() {
        budget.take(address("192.0.2.1"));
        budget.take(address("192.0.2.1"));
        clock.advance(Duration.ofHours(-1));
        assertThat(budget.take(address("192.0.2.1"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8::1, 2001:db8::ffff:2, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "::1, 127.0.0.1, false"
    })
    void a_network_is_an_address_of_ipv4_or_a_64_of_ipv6(String one, String other, boolean isOne) {
        budget.take(address(one));
        assertThat(budget.state(address(other)).remaining()).isEqualTo(isOne ? 1 : 2);
    }

    @Test
    void of_many_networks_the_earliest_are_forgotten() {
        budget.take(address("192.0.2.1"));
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            budget.take(address("10.%d.%d.%d".formatted(i >> 16, (i >> 8) & 0xff, i & 0xff)));
        }
        assertThat(budget.state(address("192.0.2.1")).remaining()).isEqualTo(2);
        assertThat(budget.state(address("10.1.0.1")).remaining()).isEqualTo(1);
    }
}
