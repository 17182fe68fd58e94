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

    Hangar hangar;

    @BeforeEach
    void open() {
        hangar = new Hangar(topology.freshUri());
    }

    @AfterEach
    void close() {
        hangar.close();
    }

    @Test
    void creates_and_renames() {
        hangar.create("p1", "Ace");
        assertThat(hangar.ownerOf("ace")).contains("p1");
        hangar.create("p1", "Bee");
        hangar.sweepLater();
        hangar.settledAs("p1", "Bee", "ace");
    }

    @Test
    void a_rename_to_a_name_that_is_validly_held_is_given_up() {
        hangar.create("p1", "Ace");
        hangar.create("p2", "Bee");
        var token = hangar.pilots.intend("p2", "ACE");
        assertThat(hangar.settles("p2", token)).isFalse();
        hangar.sweepLater();
        hangar.settledAs("p1", "Ace");
        hangar.settledAs("p2", "Bee");
    }

    @Test
    void who_is_in_the_making_draws_another_name() {
        hangar.create("p1", "Ace");
        hangar.create("p2", "Bee");
        hangar.pilots.intend("p3", "Ace");
        hangar.pilots.draws.addAll(List.of("Bee", "Cat"));
        hangar.names.settle("p3");
        hangar.sweepLater();
        hangar.settledAs("p3", "Cat");
        hangar.settledAs("p1", "Ace");
    }

    @Test
    void another_spelling_of_ones_own_name_keeps_it_all_the_while() {
        hangar.create("p1", "Ace");
        var token = hangar.pilots.intend("p1", "ACE");
        assertThat(hangar.settles("p1", token)).isTrue();
        hangar.sweepLater();
        hangar.settledAs("p1", "ACE");
    }

    @Test
    void a_claim_that_nothing_backs_is_replaced() {
        hangar.claims.take("nobody", Pilots.pending("Ace"), Optional.empty(), TestStore.NOON);
        hangar.create("p2", "Bee");
        hangar.claims.take("p2", Pilots.pending("Cat"), Optional.empty(), TestStore.NOON);
        hangar.create("p1", "Ace");
        hangar.create("p3", "Cat");
        hangar.sweepLater();
        hangar.settledAs("p1", "Ace");
        hangar.settledAs("p3", "Cat");
    }

    @Test
    void a_claim_is_replaced_only_if_it_is_still_what_was_seen() {
        hangar.claims.take("nobody", Pilots.pending("Ace"), Optional.empty(), TestStore.NOON);
        var seen = hangar.claims.find("ace");
        hangar.claims.release(
                "nobody", new Naming.Held("ace", seen.orElseThrow().token()));
        hangar.create("p1", "Ace");
        var winner = hangar.claims.find("ace");
        assertThat(hangar.claims.take("p2", Pilots.pending("ACE"), seen, TestStore.NOON))
                .isEqualTo(winner);
        assertThat(hangar.claims.find("ace")).isEqualTo(winner);
    }

    @Test
    void a_name_is_freed_only_by_the_token_that_holds_it() {
        hangar.create("p1", "Ace");
        hangar.claims.release("p1", new Naming.Held("ace", "token"));
        hangar.claims.release(
                "p2",
                hangar.pilots.read("p1").orElseThrow().value().naming().held().orElseThrow());
        assertThat(hangar.ownerOf("ace")).contains("p1");
    }

    @Test
    void of_rivals_for_one_name_exactly_one_gets_it() throws Exception {
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var id = "p" + i;
            hangar.create(id, "Old" + i);
            rivals.add(() -> hangar.settles(id, hangar.pilots.intend(id, "Ace")));
        }
        var won = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var rival : threads.invokeAll(rivals)) {
                won.add(rival.get());
            }
        }
        assertThat(won).containsOnlyOnce(true);
        int winner = won.indexOf(true);
        hangar.sweepLater();
        for (int i = 0; i < 8; i++) {
            if (i == winner) {
                hangar.settledAs("p" + i, "Ace", "old" + i);
            } else {
                hangar.settledAs("p" + i, "Old" + i);
            }
        }
    }

    @Test
    void many_drivers_of_one_change_finish_it_once() throws Exception {
        hangar.create("p1", "Ace");
        hangar.pilots.intend("p1", "Bee");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> hangar.names.settle("p1"));
            }
        }
        hangar.sweepLater();
        hangar.settledAs("p1", "Bee", "ace");
    }

    @Test
    void a_claim_says_owner_token_and_details() {
        var claim = new Claim("p1 t1 7 Ace of Spades");
        assertThat(claim)
                .extracting(Claim::owner, Claim::token, Claim::details)
                .containsExactly("p1", "t1", "Ace of Spades");
    }
}
