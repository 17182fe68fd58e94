package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import galaxy.chassis.settings.SettingsException;
import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Held;
import galaxy.store.StoreUnavailableException.Fate;
import galaxy.testkit.FaultyStep;
import galaxy.testkit.FaultyStep.Fault;
import galaxy.testkit.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names whose keys were made by an earlier policy get those of now, and no one gets another's name before, after or meanwhile. */
@ParameterizedClass
@EnumSource(Topology.class)
class RekeyingIT {
    /** An instance with a policy of its own. */
    final class Instance {
        final TestOwners owners;
        final Claims claims;
        final Names<TestOwners.Owner> names;
        private final Layouts layouts = new Layouts(at.shared(), at.store, "");

        Instance(String policy) {
            var policies = new KeyPolicies(at.shared(), at.store, policy);
            owners = new TestOwners(at.store, TestStore.NOON, policy);
            claims = new Claims(at.redis, TestStore.SPACE, NameFixture::bucketOf, policy);
            names = new Names<>(at.store, claims, owners, () -> TestStore.NOON, policies);
            layouts.prepare();
            policies.prepare(true);
        }

        /** The same names for a driver whose steps are watched. */
        Names<TestOwners.Owner> drivenBy(ScriptInterceptor steps) {
            var redis = at.redis.interceptedBy(steps);
            return new Names<>(
                    at.over(redis),
                    new Claims(redis, TestStore.SPACE, NameFixture::bucketOf, owners.policy()),
                    new TestOwners(at.over(redis), TestStore.NOON, owners.policy()),
                    () -> TestStore.NOON,
                    names.policies());
        }

        void rekey() {
            layouts.advance(Layout::walked);
            var walk = new Walk(at.redis, at.store, layouts);
            new Rekeying(at.shared(), at.store, layouts, names, walk).run(INDEXED);
        }

        boolean gets(String id, String sign) {
            String token = owners.intend(id, sign);
            names.settle(id);
            return naming(id).held().stream().anyMatch(held -> held.token().equals(token));
        }
    }

    private static final Indexed<TestOwners.Owner> INDEXED = new Indexed<>(
            "owner",
            member -> member.substring(member.indexOf('|') + 1),
            TestOwners::key,
            TestOwners.FORMAT,
            (_, _) -> Optional.empty());

    @Parameter
    Topology topology;

    TestStore at;
    Instance earlier;

    @BeforeEach
    void open() {
        at = TestStore.at(topology.freshUri());
        earlier = new Instance(TestOwners.EARLIER);
        earlier.rekey();
    }

    @AfterEach
    void close() {
        at.close();
    }

    private Naming naming(String id) {
        return earlier.owners.read(id).orElseThrow().value().naming();
    }

    private void has(String id, String... keys) {
        assertThat(naming(id).isSettled()).isTrue();
        assertThat(naming(id).held()).extracting(Held::name).containsExactlyInAnyOrder(keys);
        for (Held held : naming(id).held()) {
            assertThat(earlier.claims.find(held.name()).orElseThrow().each())
                    .anyMatch(claim -> claim.owner().equals(id) && claim.token().equals(held.token()));
        }
    }

    private List<String> holders(String key) {
        return earlier.claims.find(key).map(Claim::each).orElse(List.of()).stream()
                .map(Claim::owner)
                .toList();
    }

    @Test
    void every_name_gets_its_new_keys_and_gives_back_those_it_no_longer_has() {
        assertThat(earlier.gets("p1", "Ace+Bee")).isTrue();
        assertThat(earlier.gets("p2", "dog")).isTrue();
        var now = new Instance(TestOwners.PARTS);
        now.rekey();
        assertThat(now.names.isRekeying()).isFalse();
        has("p1", "ace", "bee");
        has("p2", "dog");
        assertThat(holders("Ace")).isEmpty();
        assertThat(at.value(TestStore.SPACE.keyPolicy()).orElseThrow())
                .isEqualTo("{\"policy\":\"parts\",\"whole\":true}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p1", "p2"})
    void both_owners_of_a_collision_keep_their_names_and_no_one_else_gets_them_until_both_have_left(String first) {
        assertThat(earlier.gets("p1", "Ace+Bee")).isTrue();
        assertThat(earlier.gets("p2", "Cat+Bee")).isTrue();
        var now = new Instance(TestOwners.PARTS);
        now.rekey();
        has("p1", "ace", "bee");
        has("p2", "cat", "bee");
        assertThat(holders("bee")).containsExactlyInAnyOrder("p1", "p2");
        assertThat(now.names.policies().collisions()).isEqualTo(1);
        assertThat(now.gets("p3", "Owl")).isTrue();
        assertThat(now.gets("p3", "Bee")).isFalse();
        now.owners.intend("p1", "ACE+BEE");
        now.names.settle("p1");
        assertThat(now.owners.read("p1").orElseThrow().value().sign()).isEqualTo("Ace+Bee");
        assertThat(now.gets(first, first)).isTrue();
        assertThat(holders("bee")).hasSize(1).doesNotContain(first);
        assertThat(now.names.policies().collisions()).isZero();
        assertThat(now.gets("p3", "Bee")).isFalse();
        assertThat(now.gets(first, "Bee")).isFalse();
        String second = first.equals("p1") ? "p2" : "p1";
        assertThat(now.gets(second, second)).isTrue();
        assertThat(holders("bee")).isEmpty();
        assertThat(now.gets("p3", "Bee")).isTrue();
        has("p3", "bee");
    }

    @Test
    void a_name_that_needs_other_keys_waits_until_all_names_have_theirs() {
        var now = new Instance(TestOwners.PARTS);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(now.names::requireAllKeys);
        now.rekey();
        now.names.requireAllKeys();
    }

    @Test
    void an_older_instance_claims_nothing_and_what_it_has_decided_is_given_up_or_drawn_again() {
        assertThat(earlier.gets("p1", "Ace")).isTrue();
        earlier.owners.intend("p1", "Bee");
        earlier.owners.intend("p2", "Cat");
        assertThat(earlier.gets("p3", "Dog")).isTrue();
        earlier.owners.intend("p3", "Dog+Eel");
        var now = new Instance(TestOwners.PARTS);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> earlier.names.settle("p1"));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> earlier.names.settle("p2"));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> earlier.names.settle("p3"));
        now.owners.draws.add("Drawn");
        now.names.settle("p1");
        now.names.settle("p2");
        now.rekey();
        has("p1", "ace");
        has("p2", "drawn");
        has("p3", "dog");
    }

    /** It has claimed before, and would have brought the name into force afterwards. */
    @Test
    void what_an_older_instance_has_claimed_is_ended_before_the_walk() {
        assertThat(earlier.gets("p1", "Ace")).isTrue();
        earlier.owners.intend("p1", "Bee");
        var seen = earlier.owners.read("p1").orElseThrow();
        Held wanted = seen.value().naming().wanted().getFirst();
        assertThat(earlier.claims.take("p1", wanted, "", Optional.empty(), TestStore.NOON))
                .isEmpty();
        new Instance(TestOwners.PARTS).rekey();
        has("p1", "ace");
        assertThat(at.store.send(earlier.owners.commitTaken(
                        "p1", seen, seen.value().naming().taken())))
                .isNotEqualTo(galaxy.kernel.WriteResult.DONE);
        assertThat(holders("Bee")).isEmpty();
    }

    @Test
    void the_script_of_a_version_without_policies_claims_nothing() throws IOException {
        Bucket bucket = NameFixture.bucketOf("ace");
        at.redis.call("del", commands -> commands.del(TestStore.SPACE.claimNumber(bucket)));
        at.redis.call(
                "set",
                commands ->
                        commands.set(TestStore.SPACE.claimNumber(bucket), "41".getBytes(StandardCharsets.US_ASCII)));
        claimWithoutPolicy(bucket);
        assertThat(earlier.claims.find("ace").orElseThrow().text()).isEqualTo("p9 token 42 details");
        earlier.claims.release("p9", new Held("ace", "token"));
        var now = new Instance(TestOwners.PARTS);
        assertThatThrownBy(() -> claimWithoutPolicy(bucket)).hasMessageContaining("another type");
        assertThat(now.claims.find("ace")).isEmpty();
        now.rekey();
        assertThat(now.gets("p1", "Ace")).isTrue();
        assertThat(now.claims.find("ace").orElseThrow().text()).matches("p1 \\S+ 43 Ace");
    }

    private void claimWithoutPolicy(Bucket bucket) throws IOException {
        String text;
        try (var in = Objects.requireNonNull(RekeyingIT.class.getResourceAsStream("claim-of-format-2.lua"))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String[] keys = {
            TestStore.SPACE.name(bucket, "ace"),
            TestStore.SPACE.claims(at.redis.shards().of(bucket)),
            TestStore.SPACE.claimNumber(bucket)
        };
        byte[][] arguments = Arrays.stream(new String[] {"p9 token ", "details", "", "ace", "1"})
                .map(each -> each.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        at.redis.<Object>call(
                "claim", commands -> commands.eval(text, io.lettuce.core.ScriptOutputType.VALUE, keys, arguments));
    }

    @Test
    void goes_on_where_it_was_interrupted() {
        assertThat(earlier.gets("p1", "Ace+Bee")).isTrue();
        assertThat(earlier.gets("p2", "Cat+Dog")).isTrue();
        var first = new Instance(TestOwners.PARTS);
        first.names.policies().advance(policy -> policy.reached(TestOwners.member("p2")));
        var second = new Instance(TestOwners.PARTS);
        assertThat(second.names.isRekeying()).isTrue();
        second.rekey();
        has("p1", "ace", "bee");
        has("p2", "Cat");
    }

    @Test
    void a_service_whose_names_cannot_be_walked_does_not_start_with_another_policy() {
        var other = new KeyPolicies(at.shared(), at.store, "other");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> other.prepare(false))
                .withMessageContaining("earlier");
    }

    /** Of many at once and of one alone: a process stops, stalls, or has a step delivered twice or late; another goes on. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_fault_at_any_step_changes_nothing_in_the_end(Fault fault) {
        for (int number = 0; ; number++) {
            String one = "p1" + number;
            String two = "p2" + number;
            var before = new Instance(TestOwners.EARLIER);
            before.rekey();
            assertThat(before.gets(one, "A%s+Z%s".formatted(one, one))).isTrue();
            assertThat(before.gets(two, "B%s+Z%s".formatted(two, one))).isTrue();
            var now = new Instance(TestOwners.PARTS);
            var step = new FaultyStep(
                    number,
                    fault,
                    () -> new StoreUnavailableException(Fate.UNKNOWN, "lost"),
                    () -> now.names.rekey(one));
            var driver = now.drivenBy(step::around);
            try {
                driver.rekeyAll(List.of(one, two)).forEach(driver::rekey);
            } catch (FaultyStep.Crash | StoreUnavailableException e) {
                assertThat(step.happened()).isTrue();
            }
            now.rekey();
            if (step.isLate()) {
                step.deliverLate();
            }
            for (String key : List.of("a" + one, "b" + two, "z" + one, "A" + one, "B" + two)) {
                now.names.review(key);
            }
            has(one, "a" + one, "z" + one);
            has(two, "b" + two, "z" + one);
            assertThat(holders("z" + one)).containsExactlyInAnyOrder(one, two);
            if (!step.happened()) {
                assertThat(number).isGreaterThan(12);
                return;
            }
        }
    }
}
