package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import galaxy.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** TestOwners with their names, and a sweeper that finishes what others left. */
final class NameFixture implements AutoCloseable {
    final TestStore at;
    final SettableClock clock = SettableClock.at(TestStore.NOON);
    final TestOwners owners;
    final Claims claims;
    final Names<TestOwners.Owner> names;
    final Sweeper sweeper;

    NameFixture(String uri) {
        at = TestStore.at(uri);
        owners = new TestOwners(at.store, TestStore.NOON);
        claims = new Claims(at.redis, TestStore.SPACE, NameFixture::bucketOf, owners.policy());
        names = new Names<>(at.store, claims, owners, clock, new KeyPolicies(at.shared(), at.store, owners.policy()));
        sweeper = sweeper(names::settle);
    }

    static Bucket bucketOf(String name) {
        return Bucket.ofId("name " + name);
    }

    Sweeper sweeper(Consumer<String> visit) {
        return new Sweeper(at.shared(), TestStore.SPACE, clock, visit::accept, Optional.of(names));
    }

    /** The same names for a driver whose steps are watched. */
    Names<TestOwners.Owner> drivenBy(ScriptInterceptor steps) {
        var redis = at.redis.interceptedBy(steps);
        return new Names<>(
                at.over(redis),
                new Claims(redis, TestStore.SPACE, NameFixture::bucketOf, owners.policy()),
                new TestOwners(at.over(redis), TestStore.NOON),
                clock,
                names.policies());
    }

    /** An owner whose name is settled. */
    void create(String id, String sign) {
        assertThat(settles(id, owners.intend(id, sign))).isTrue();
    }

    /** Rolls an owner forward; whether the name that was pending under this token is in force then. */
    boolean settles(String id, String token) {
        List<String> wanted = owners.read(id).stream()
                .flatMap(owner -> owner.value().naming().pending().stream())
                .filter(pending -> pending.token().equals(token))
                .flatMap(pending -> pending.names().stream())
                .toList();
        names.settle(id);
        List<String> held = owners.read(id).orElseThrow().value().naming().held().stream()
                .map(Held::name)
                .toList();
        return !wanted.isEmpty() && held.containsAll(wanted);
    }

    /** What the sweeper does once claims have been left alone for long enough, those too that it makes itself. */
    void sweepLater() {
        for (int round = 0; round < 2; round++) {
            clock.advance(Sweeper.CLAIM_GRACE.plus(Duration.ofSeconds(1)));
            sweeper.sweep();
        }
    }

    /** Takes the one key of a name. */
    Optional<Claim> take(String owner, Pending pending, Optional<Claim> replaceable, Instant now) {
        return claims.take(owner, pending.claims().getFirst(), pending.details(), replaceable, now);
    }

    /** What the owner of a name of one key holds. */
    Held heldBy(String owner) {
        return owners.read(owner).orElseThrow().value().naming().held().getFirst();
    }

    Optional<String> ownerOf(String name) {
        return claims.find(name).map(Claim::owner);
    }

    List<String> unsettled() {
        return members(TestStore.SPACE::claims);
    }

    List<String> due() {
        return members(TestStore.SPACE::due);
    }

    private List<String> members(java.util.function.Function<Shard, String> key) {
        List<Redis.Command<List<byte[]>>> reads = at.redis.shards().all().stream()
                .<Redis.Command<List<byte[]>>>map(shard -> redis -> redis.zrange(key.apply(shard), 0, -1))
                .toList();
        return at.redis.callAll("zrange", reads).stream()
                .flatMap(List::stream)
                .map(member -> TestStore.TEXT.read(member, 0))
                .toList();
    }

    /** Everything is finished and this owner, alone, holds this sign and no other of these names. */
    void settledAs(String id, String sign, String... freed) {
        var owner = owners.read(id).orElseThrow().value();
        assertThat(owner.sign()).isEqualTo(sign);
        assertThat(owner.naming().isSettled()).isTrue();
        assertThat(owner.naming().held())
                .extracting(Held::name)
                .containsExactlyInAnyOrderElementsOf(TestOwners.pending(sign).names())
                .isNotEmpty();
        for (Held held : owner.naming().held()) {
            assertThat(claims.find(held.name()).orElseThrow())
                    .extracting(Claim::owner, Claim::token)
                    .containsExactly(id, held.token());
        }
        for (String name : freed) {
            assertThat(ownerOf(name)).as(name).isEmpty();
        }
        assertThat(unsettled()).isEmpty();
        assertThat(due()).isEmpty();
        assertThat(at.outbox(Bucket.ofId(id)).stream()
                        .filter(entry -> entry.endsWith(id + ":" + sign))
                        .collect(Collectors.toList()))
                .hasSize(1);
    }

    @Override
    public void close() {
        at.close();
    }
}
