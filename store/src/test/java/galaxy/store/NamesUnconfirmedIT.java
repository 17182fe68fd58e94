package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.testkit.Topology;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Claims that are free as far as a record says that no replica has. A fail-over could bring back a record that still holds the
 * name, so nobody frees the claim before the record is confirmed.
 */
class NamesUnconfirmedIT {
    /** Without replicas, so that nothing it asks to be confirmed ever is. */
    private TestStore replicated;

    private Hangar hangar;
    private Names<Pilots.Pilot> careful;

    @BeforeEach
    void open() {
        String uri = Topology.STAND_ALONE.freshUri();
        hangar = new Hangar(uri);
        replicated = TestStore.replicated(uri);
        careful = new Names<>(
                new Claims(replicated.redis, TestStore.SPACE, Hangar::bucketOf),
                new Pilots(replicated.store, TestStore.NOON),
                hangar.clock);
    }

    @AfterEach
    void close() {
        replicated.close();
        hangar.close();
    }

    /** A claim with no record behind it, as of an owner whose creation was taken back. */
    private void claimOfNobody(String name) {
        assertThat(hangar.claims.take("nobody", Pilots.pending(name), Optional.empty(), TestStore.NOON))
                .isEmpty();
    }

    private static void isRefused(Runnable step) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(step::run);
    }

    @Test
    void a_name_that_was_given_up_is_not_freed() {
        hangar.create("p1", "Ace");
        hangar.pilots.intend("p1", "Bee");
        var pilot = hangar.pilots.read("p1").orElseThrow();
        hangar.claims.take("p1", pilot.value().naming().pending().orElseThrow(), Optional.empty(), TestStore.NOON);
        hangar.pilots.commitTaken("p1", pilot, pilot.value().naming().taken());

        isRefused(() -> careful.settle("p1"));
        assertThat(hangar.ownerOf("ace")).contains("p1");

        hangar.names.settle("p1");
        assertThat(hangar.ownerOf("ace")).isEmpty();
    }

    @Test
    void a_claim_that_nothing_backs_is_not_freed() {
        claimOfNobody("Ace");

        isRefused(() -> careful.review("ace"));
        assertThat(hangar.ownerOf("ace")).contains("nobody");

        hangar.names.review("ace");
        assertThat(hangar.ownerOf("ace")).isEmpty();
    }
}
