package galaxy.auth.flow;

import static galaxy.auth.flow.World.EMAIL;
import static galaxy.auth.flow.World.credential;
import static galaxy.auth.flow.World.request;
import static galaxy.auth.flow.World.wrong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.challenge.ChallengeId;
import galaxy.auth.challenge.ConfirmCode.Outcome;
import galaxy.auth.challenge.SendCode;
import galaxy.kernel.UnavailableException;
import galaxy.store.ScriptInterceptor;
import galaxy.testkit.FaultyStep;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What networks may ask for within an hour, and all together within a minute. */
class BudgetsIT extends OnEachTopology {
    private static final ChallengeId UNKNOWN = ChallengeId.of("chl_0123456789abcdefghjkmnpqrs");

    private SendCode.Outcome send(int number, String ip) {
        return world.caller().send().send(request("pilot-" + number + "@example.com", Optional.empty(), ip));
    }

    private Outcome confirm(String ip) {
        return world.caller().confirm().confirm(world.confirmation(UNKNOWN, "31551960", credential(1), ip));
    }

    @Test
    void thirty_confirmations_an_hour_come_from_one_network() {
        for (String ip : new String[] {"203.0.113.7", "2001:db8::7"}) {
            for (int i = 0; i < 30; i++) {
                assertThat(confirm(ip)).isInstanceOf(Outcome.Expired.class);
            }
            assertThat(confirm(ip)).isInstanceOf(Outcome.Limited.class);
        }
        assertThat(confirm("2001:db8::8")).as("of the same /64").isInstanceOf(Outcome.Limited.class);
        assertThat(confirm("203.0.113.8")).isInstanceOf(Outcome.Expired.class);
        world.clock.advance(Duration.ofHours(1));
        assertThat(confirm("203.0.113.7")).isInstanceOf(Outcome.Expired.class);
    }

    @Test
    void ten_times_as_much_comes_from_the_network_around_it() {
        world.budgets = new AddressBudgets.Rules(1, 1, 300);
        for (int i = 0; i < 10; i++) {
            assertThat(send(i, "203.0.113." + i)).isInstanceOf(SendCode.Outcome.Sent.class);
            assertThat(confirm("2001:db8:1:%x::1".formatted(i))).isInstanceOf(Outcome.Expired.class);
        }
        assertThat(send(10, "203.0.113.10")).isInstanceOf(SendCode.Outcome.Limited.class);
        assertThat(send(11, "203.0.114.10")).isInstanceOf(SendCode.Outcome.Sent.class);
        assertThat(confirm("2001:db8:1:a::1")).isInstanceOf(Outcome.Limited.class);
        assertThat(confirm("2001:db8:2:a::1")).isInstanceOf(Outcome.Expired.class);
    }

    @Test
    void loopback_pays_where_there_is_a_relay() {
        world.isLoopbackExempt = false;
        world.budgets = new AddressBudgets.Rules(1, 30, 300);
        assertThat(send(1, "127.0.0.1")).isInstanceOf(SendCode.Outcome.Sent.class);
        assertThat(send(2, "127.0.0.1")).isInstanceOf(SendCode.Outcome.Limited.class);
    }

    @Test
    void more_mails_than_all_may_ask_for_in_a_minute_are_refused_for_now() {
        world.budgets = new AddressBudgets.Rules(10, 30, 2);
        send(1, "127.0.0.1");
        send(2, "127.0.0.1");
        assertThatThrownBy(() -> send(3, "127.0.0.1")).isInstanceOf(UnavailableException.class);
        assertThat(world.count("limited sends_per_minute")).isEqualTo(1);
        assertThat(world.count("requested unavailable")).isEqualTo(1);
        world.clock.advance(Duration.ofSeconds(30));
        assertThat(send(3, "127.0.0.1")).isInstanceOf(SendCode.Outcome.Sent.class);
    }

    /** A wrong code is counted in the limits of the address while another code is about to be sent. */
    @Test
    void a_commit_that_meets_another_takes_no_budget_twice() {
        world.budgets = new AddressBudgets.Rules(1, 1, 1);
        ChallengeId before = world.challenge(EMAIL);
        world.clock.advance(Duration.ofMinutes(1));
        var rival = new FaultyStep(
                2,
                FaultyStep.Fault.STALL,
                IllegalStateException::new,
                () -> assertThat(confirm(before, wrong(world.code(before)), 1)).isEqualTo(new Outcome.WrongCode(4)));
        var sent = world.caller(new ScriptInterceptor() {
                    @Override
                    public <T> T around(String script, Supplier<T> send) {
                        return rival.around(script, send);
                    }
                })
                .send()
                .send(request(EMAIL, Optional.empty(), "203.0.113.7"));
        assertThat(rival.happened()).isTrue();
        assertThat(sent).isInstanceOf(SendCode.Outcome.Sent.class);
    }
}
