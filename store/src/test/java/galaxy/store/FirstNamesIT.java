package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.kernel.WriteResult;
import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Pending;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.Topology;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A new owner and its first name in one commit. */
@ParameterizedClass
@EnumSource(Topology.class)
class FirstNamesIT {
    private static final Bucket BUCKET = NameFixture.bucketOf("ace");

    @Parameter
    private Topology topology;

    private NameFixture fixture;
    private FirstNames<TestOwners.Owner> first;

    @BeforeEach
    void open() {
        fixture = new NameFixture(topology.freshUri());
        first = fixture.names.first();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** In the bucket of the name. */
    private static String owner(int which) {
        return IntStream.iterate(0, number -> number + 1)
                .mapToObj(number -> "o" + number)
                .filter(id -> Bucket.ofId(id).equals(BUCKET))
                .skip(which)
                .findFirst()
                .orElseThrow();
    }

    private Commit creation(String owner, Pending name) {
        return first.takeIn(fixture.owners.created(owner, name), owner, name);
    }

    @Test
    void a_new_owner_has_a_name_that_is_free_and_nothing_is_left_to_do() {
        Pending name = TestOwners.pending("Ace");
        assertThat(first.areIn(BUCKET, name)).isTrue();
        String id = owner(1);
        assertThat(fixture.at.store.send(creation(id, name))).isEqualTo(WriteResult.DONE);
        fixture.settledAs(id, "Ace");
    }

    @Test
    void a_name_with_a_key_in_another_bucket_is_not_for_one_commit() {
        assertThat(first.areIn(BUCKET, TestOwners.pending("Ace+Nova"))).isFalse();
        assertThat(first.areIn(new Bucket((BUCKET.number() + 1) % Bucket.COUNT), TestOwners.pending("Ace")))
                .isFalse();
    }

    @Test
    void a_name_that_another_has_in_any_spelling_is_a_conflict_and_nothing_is_written() {
        fixture.create("p1", "ACE");
        String id = owner(2);
        Pending name = TestOwners.pending("Ace");
        assertThat(fixture.at.store.send(creation(id, name))).isEqualTo(WriteResult.CONFLICT);
        assertThat(fixture.owners.read(id)).isEmpty();
        assertThat(fixture.ownerOf("ace")).contains("p1");
        assertThat(fixture.at.outbox(BUCKET)).noneMatch(entry -> entry.contains(id));
    }

    @Test
    void another_owner_loses_to_a_name_that_was_taken_so_and_gets_it_once_it_is_left() {
        String id = owner(3);
        fixture.at.store.send(creation(id, TestOwners.pending("Ace")));
        fixture.create("p1", "Nova");
        assertThat(fixture.settles("p1", fixture.owners.intend("p1", "ACE"))).isFalse();
        assertThat(fixture.settles(id, fixture.owners.intend(id, "Comet"))).isTrue();
        assertThat(fixture.settles("p1", fixture.owners.intend("p1", "ACE"))).isTrue();
        fixture.sweepLater();
        fixture.settledAs(id, "Comet");
    }

    @Test
    void delivered_again_it_is_done_once_and_later_it_changes_nothing() {
        String id = owner(4);
        Commit creation = creation(id, TestOwners.pending("Ace"));
        assertThat(fixture.at.store.send(creation)).isEqualTo(WriteResult.DONE);
        Optional<Claim> claim = fixture.names.find("ace");
        assertThat(fixture.at.store.send(creation)).isEqualTo(WriteResult.DONE);
        assertThat(fixture.names.find("ace")).isEqualTo(claim);
        assertThat(fixture.settles(id, fixture.owners.intend(id, "Comet"))).isTrue();
        assertThat(fixture.at.store.send(creation)).isEqualTo(WriteResult.CONFLICT);
        assertThat(fixture.names.find("ace")).isEmpty();
        fixture.sweepLater();
        fixture.settledAs(id, "Comet", "ace");
    }

    @Test
    void each_claim_has_a_number_of_its_own() {
        fixture.at.store.send(creation(owner(5), TestOwners.pending("Ace")));
        String first = fixture.names.find("ace").orElseThrow().text().split(" ", 4)[2];
        fixture.settles(owner(5), fixture.owners.intend(owner(5), "Comet"));
        fixture.at.store.send(creation(owner(6), TestOwners.pending("Ace")));
        assertThat(Long.parseLong(fixture.names.find("ace").orElseThrow().text().split(" ", 4)[2]))
                .isGreaterThan(Long.parseLong(first));
    }

    @Test
    void once_keys_are_made_by_another_policy_it_is_refused_and_nothing_is_written() {
        new KeyPolicies(fixture.at.shared(), fixture.at.store, "later").announce();
        String id = owner(7);
        Commit creation = creation(id, TestOwners.pending("Ace"));
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> fixture.at.store.send(creation))
                .satisfies(e -> assertThat(e.fate()).isEqualTo(Fate.NOT_APPLIED));
        assertThat(fixture.owners.read(id)).isEmpty();
        assertThat(fixture.names.find("ace")).isEmpty();
        assertThat(fixture.at.outbox(BUCKET)).isEmpty();
    }

    @Test
    void while_names_get_other_keys_one_by_an_earlier_key_is_anothers() {
        new KeyPolicies(fixture.at.shared(), fixture.at.store, TestOwners.EARLIER).prepare(true);
        var earlier = new TestOwners(fixture.at.store, TestStore.NOON, TestOwners.EARLIER);
        var claims = new Claims(fixture.at.redis, TestStore.SPACE, NameFixture::bucketOf, TestOwners.EARLIER);
        earlier.intend("p1", "Ace");
        assertThat(claims.take(
                        "p1",
                        earlier.read("p1")
                                .orElseThrow()
                                .value()
                                .naming()
                                .wanted()
                                .getFirst(),
                        "Ace",
                        Optional.empty(),
                        TestStore.NOON))
                .isEmpty();
        Pending name = TestOwners.pending("Ace");
        assertThat(first.isOfAnother("p2", name))
                .as("all names have their keys")
                .isFalse();
        fixture.names.policies().prepare(true);
        assertThat(first.isOfAnother("p2", name)).isTrue();
        assertThat(first.isOfAnother("p1", name)).isFalse();
        assertThat(first.isOfAnother("p2", TestOwners.pending("Nova"))).isFalse();
    }
}
