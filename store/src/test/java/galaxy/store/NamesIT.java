package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Claims.Claim;
import galaxy.testkit.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Topology.class)
class NamesIT {

    @Parameter
    Topology topology;

    NameFixture fixture;

    @BeforeEach
    void open() {
        fixture = new NameFixture(topology.freshUri());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void creates_and_renames() {
        fixture.create("p1", "Ace");
        assertThat(fixture.ownerOf("ace")).contains("p1");
        fixture.create("p1", "Bee");
        fixture.sweepLater();
        fixture.settledAs("p1", "Bee", "ace");
    }

    @Test
    void a_rename_to_a_name_that_is_validly_held_is_given_up() {
        fixture.create("p1", "Ace");
        fixture.create("p2", "Bee");
        var token = fixture.owners.intend("p2", "ACE");
        assertThat(fixture.settles("p2", token)).isFalse();
        fixture.sweepLater();
        fixture.settledAs("p1", "Ace");
        fixture.settledAs("p2", "Bee");
    }

    @Test
    void a_user_who_is_being_created_draws_another_name() {
        fixture.create("p1", "Ace");
        fixture.create("p2", "Bee");
        fixture.owners.intend("p3", "Ace");
        fixture.owners.draws.addAll(List.of("Bee", "Cat"));
        fixture.names.settle("p3");
        fixture.sweepLater();
        fixture.settledAs("p3", "Cat");
        fixture.settledAs("p1", "Ace");
    }

    @Test
    void another_spelling_of_ones_own_name_keeps_it_all_the_while() {
        fixture.create("p1", "Ace");
        var token = fixture.owners.intend("p1", "ACE");
        assertThat(fixture.settles("p1", token)).isTrue();
        fixture.sweepLater();
        fixture.settledAs("p1", "ACE");
    }

    @Test
    void a_claim_that_nothing_backs_is_replaced() {
        fixture.take("unknown", TestOwners.pending("Ace"), Optional.empty(), TestStore.NOON);
        fixture.create("p2", "Bee");
        fixture.take("p2", TestOwners.pending("Cat"), Optional.empty(), TestStore.NOON);
        fixture.create("p1", "Ace");
        fixture.create("p3", "Cat");
        fixture.sweepLater();
        fixture.settledAs("p1", "Ace");
        fixture.settledAs("p3", "Cat");
    }

    @Test
    void a_name_with_two_keys_has_both_and_shares_neither() {
        fixture.create("p1", "Ace+Bee");
        fixture.create("p2", "Old");
        assertThat(fixture.settles("p2", fixture.owners.intend("p2", "BEE+Cat")))
                .isFalse();
        fixture.sweepLater();
        fixture.settledAs("p1", "Ace+Bee");
        fixture.settledAs("p2", "Old", "cat");
        assertThat(fixture.settles("p1", fixture.owners.intend("p1", "BEE+Cat")))
                .isTrue();
        fixture.sweepLater();
        fixture.settledAs("p1", "BEE+Cat", "ace");
        fixture.create("p3", "Ace");
        fixture.sweepLater();
        fixture.settledAs("p3", "Ace");
    }

    @Test
    void a_claim_is_replaced_only_if_it_is_still_what_was_seen() {
        fixture.take("unknown", TestOwners.pending("Ace"), Optional.empty(), TestStore.NOON);
        var seen = fixture.claims.find("ace");
        fixture.claims.release(
                "unknown", new Naming.Held("ace", seen.orElseThrow().token()));
        fixture.create("p1", "Ace");
        var winner = fixture.claims.find("ace");
        assertThat(fixture.take("p2", TestOwners.pending("ACE"), seen, TestStore.NOON))
                .isEqualTo(winner);
        assertThat(fixture.claims.find("ace")).isEqualTo(winner);
    }

    @Test
    void a_name_is_freed_only_by_the_token_that_holds_it() {
        fixture.create("p1", "Ace");
        fixture.claims.release("p1", new Naming.Held("ace", "token"));
        fixture.claims.release("p2", fixture.heldBy("p1"));
        assertThat(fixture.ownerOf("ace")).contains("p1");
    }

    @Test
    void of_competing_users_exactly_one_gets_the_name() throws Exception {
        List<Callable<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var id = "p" + i;
            fixture.create(id, "Old" + i);
            others.add(() -> fixture.settles(id, fixture.owners.intend(id, "Ace")));
        }
        var won = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var other : threads.invokeAll(others)) {
                won.add(other.get());
            }
        }
        assertThat(won).containsOnlyOnce(true);
        int winner = won.indexOf(true);
        fixture.sweepLater();
        for (int i = 0; i < 8; i++) {
            if (i == winner) {
                fixture.settledAs("p" + i, "Ace", "old" + i);
            } else {
                fixture.settledAs("p" + i, "Old" + i);
            }
        }
    }

    @Test
    void many_drivers_of_one_change_finish_it_once() throws Exception {
        fixture.create("p1", "Ace");
        fixture.owners.intend("p1", "Bee");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> fixture.names.settle("p1"));
            }
        }
        fixture.sweepLater();
        fixture.settledAs("p1", "Bee", "ace");
    }

    @Test
    void a_claim_says_owner_token_and_details() {
        var claim = new Claim("p1 t1 7 Ace of Spades");
        assertThat(claim)
                .extracting(Claim::owner, Claim::token, Claim::details)
                .containsExactly("p1", "t1", "Ace of Spades");
    }
}
