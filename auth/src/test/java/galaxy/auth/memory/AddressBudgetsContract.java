package galaxy.auth.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import galaxy.auth.address.AddressBudgets;
import galaxy.auth.address.AddressBudgets.Rules;
import galaxy.auth.address.AddressBudgets.Take;
import galaxy.auth.address.AddressBudgets.Taken;
import galaxy.auth.address.AddressBudgets.Use;
import galaxy.auth.address.ClientInfo;
import galaxy.auth.mail.Mails;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What all budgets do. */
public interface AddressBudgetsContract {
    Instant NOON = Mails.NOON;
    Rules RULES = new Rules(3, 2, 2);

    /** Empty ones, the same at each call. */
    Stores stores();

    private AddressBudgets budgets() {
        return stores().budgets().apply(RULES);
    }

    private static ClientInfo client(String ip) {
        return new ClientInfo(InetAddress.ofLiteral(ip), Optional.empty());
    }

    private static Take take(AddressBudgets budgets, Use use, String ip, Instant now) {
        return budgets.take(use, client(ip), now);
    }

    private static Taken taken(AddressBudgets budgets, Use use, String ip) {
        return take(budgets, use, ip, NOON) instanceof Take.Done(Optional<Taken> taken)
                ? taken.orElseThrow()
                : fail("%s of %s is empty", use, ip);
    }

    @Test
    default void a_budget_fills_up_again_evenly() {
        AddressBudgets budgets = budgets();
        for (int i = 0; i < 3; i++) {
            assertThat(taken(budgets, Use.SEND, "203.0.113.7").use()).isEqualTo(Use.SEND);
        }
        Duration third = Duration.ofMinutes(20);
        assertThat(take(budgets, Use.SEND, "203.0.113.7", NOON)).isEqualTo(new Take.Empty(third));
        Instant later = NOON.plus(third);
        assertThat(take(budgets, Use.SEND, "203.0.113.7", later.minusMillis(1)))
                .isEqualTo(new Take.Empty(Duration.ofMillis(1)));
        assertThat(take(budgets, Use.SEND, "203.0.113.7", later)).isInstanceOf(Take.Done.class);
        assertThat(take(budgets, Use.SEND, "203.0.113.7", later)).isEqualTo(new Take.Empty(third));
    }

    @Test
    default void each_use_has_a_budget_of_its_own() {
        AddressBudgets budgets = budgets();
        for (int i = 0; i < 2; i++) {
            assertThat(taken(budgets, Use.CONFIRM, "203.0.113.7").use()).isEqualTo(Use.CONFIRM);
        }
        assertThat(take(budgets, Use.CONFIRM, "203.0.113.7", NOON)).isEqualTo(new Take.Empty(Duration.ofMinutes(30)));
        assertThat(take(budgets, Use.SEND, "203.0.113.7", NOON)).isInstanceOf(Take.Done.class);
    }

    /** What was refused for one network has taken nothing from the one around it. */
    @Test
    default void ten_times_as_much_comes_from_the_network_around_it_and_a_refusal_takes_nothing() {
        AddressBudgets budgets = budgets();
        for (int i = 0; i < 30; i++) {
            assertThat(take(budgets, Use.SEND, "203.0.113." + i / 3, NOON)).isInstanceOf(Take.Done.class);
            if (i % 3 == 2) {
                assertThat(take(budgets, Use.SEND, "203.0.113." + i / 3, NOON)).isInstanceOf(Take.Empty.class);
            }
        }
        assertThat(take(budgets, Use.SEND, "203.0.113.99", NOON)).isEqualTo(new Take.Empty(Duration.ofMinutes(2)));
        assertThat(take(budgets, Use.SEND, "203.0.114.99", NOON)).isInstanceOf(Take.Done.class);
    }

    @Test
    default void what_is_given_back_can_be_taken_again() {
        AddressBudgets budgets = budgets();
        Taken first = taken(budgets, Use.CONFIRM, "2001:db8::7");
        Taken second = taken(budgets, Use.CONFIRM, "2001:db8::8");
        assertThat(first).as("of the same /64, and without the address").isEqualTo(second);
        assertThat(take(budgets, Use.CONFIRM, "2001:db8::7", NOON)).isInstanceOf(Take.Empty.class);
        budgets.giveBack(List.of(first, second), NOON);
        taken(budgets, Use.CONFIRM, "2001:db8::7");
        taken(budgets, Use.CONFIRM, "2001:db8::7");
        assertThat(take(budgets, Use.CONFIRM, "2001:db8::7", NOON)).isInstanceOf(Take.Empty.class);
    }

    @Test
    default void a_client_that_is_exempt_takes_nothing() {
        AddressBudgets budgets = budgets();
        for (int i = 0; i < 10; i++) {
            assertThat(take(budgets, Use.SEND, "127.0.0.1", NOON)).isEqualTo(new Take.Done(Optional.empty()));
        }
    }

    @Test
    default void all_mails_have_one_budget() {
        AddressBudgets budgets = budgets();
        assertThat(budgets.takeMail(NOON)).isEmpty();
        assertThat(budgets.takeMail(NOON)).isEmpty();
        assertThat(budgets.takeMail(NOON)).contains(Duration.ofSeconds(30));
        assertThat(budgets.takeMail(NOON.plusSeconds(30))).isEmpty();
    }
}
