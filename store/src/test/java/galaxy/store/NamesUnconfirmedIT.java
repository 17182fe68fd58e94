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
 * name, so the claim is not freed before the record is confirmed.
 */
class NamesUnconfirmedIT {
    /** Without replicas, so that nothing it asks to be confirmed ever is. */
    private TestStore replicated;

    private NameFixture fixture;
    private Names<TestOwners.Owner> careful;

    @BeforeEach
    void open() {
        String uri = Topology.STAND_ALONE.freshUri();
        fixture = new NameFixture(uri);
        replicated = TestStore.replicated(uri);
        careful = new Names<>(
                replicated.store,
                new Claims(replicated.redis, TestStore.SPACE, NameFixture::bucketOf, "1"),
                new TestOwners(replicated.store, TestStore.NOON),
                fixture.clock,
                fixture.names.policies());
    }

    @AfterEach
    void close() {
        replicated.close();
        fixture.close();
    }

    /** A claim with no record behind it, as of an owner whose creation was taken back. */
    private void claimWithoutRecord(String name) {
        assertThat(fixture.take("unknown", TestOwners.pending(name), Optional.empty(), TestStore.NOON))
                .isEmpty();
    }

    private static void isRefused(Runnable step) {
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(step::run);
    }

    @Test
    void a_name_that_was_given_up_is_not_freed() {
        fixture.create("p1", "Ace");
        fixture.owners.intend("p1", "Bee");
        var pilot = fixture.owners.read("p1").orElseThrow();
        fixture.take("p1", pilot.value().naming().pending().orElseThrow(), Optional.empty(), TestStore.NOON);
        fixture.owners.commitTaken("p1", pilot, pilot.value().naming().taken());

        isRefused(() -> careful.settle("p1"));
        assertThat(fixture.ownerOf("ace")).contains("p1");

        fixture.names.settle("p1");
        assertThat(fixture.ownerOf("ace")).isEmpty();
    }

    @Test
    void a_claim_that_nothing_backs_is_not_freed() {
        claimWithoutRecord("Ace");

        isRefused(() -> careful.review("ace"));
        assertThat(fixture.ownerOf("ace")).contains("unknown");

        fixture.names.review("ace");
        assertThat(fixture.ownerOf("ace")).isEmpty();
    }
}
