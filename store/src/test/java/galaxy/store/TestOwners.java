package galaxy.store;

import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The smallest owner of a name. An owner without a sign is being created, and draws another when it loses one. */
final class TestOwners implements NameOwners<TestOwners.Owner> {
    private static final AtomicInteger TOKENS = new AtomicInteger();

    /** @param sign the call sign as it is shown; empty while there is none */
    record Owner(String sign, Naming naming) {}

    static final Format<Owner> FORMAT = new Format<>() {
        @Override
        public byte[] write(Owner owner) {
            var lines = new ArrayList<String>();
            lines.add(owner.sign());
            lines.add(owner.naming().held().stream().map(TestOwners::text).collect(Collectors.joining("|")));
            lines.add(owner.naming()
                    .pending()
                    .map(p -> String.join("\t", String.join("|", p.names()), p.token(), p.details(), p.cause()))
                    .orElse(""));
            owner.naming().release().forEach(held -> lines.add(text(held)));
            return TestStore.TEXT.write(String.join("\n", lines));
        }

        @Override
        public Owner read(byte[] stored, int from) {
            var lines = List.of(TestStore.TEXT.read(stored, from).split("\n", -1));
            Optional<Pending> pending = Optional.of(lines.get(2).split("\t", -1))
                    .filter(parts -> parts.length == 4)
                    .map(parts -> new Pending(List.of(parts[0].split("[|]")), parts[1], parts[2], parts[3]));
            return new Owner(
                    lines.get(0),
                    new Naming(
                            Stream.of(lines.get(1).split("[|]"))
                                    .flatMap(each -> held(each).stream())
                                    .toList(),
                            pending,
                            lines.stream()
                                    .skip(3)
                                    .flatMap(line -> held(line).stream())
                                    .toList()));
        }
    };

    /** By which each part of a sign is a key. */
    static final String PARTS = "parts";

    /** By which only the first part of a sign was a key, as it was written. */
    static final String EARLIER = "earlier";

    /** The index of all owners who have a sign. */
    static final String INDEX = Keyspace.ALL;

    private final BucketStore store;
    private final Instant now;
    private final String policy;

    /** The call signs to draw from when one is lost. */
    final Deque<String> draws = new ArrayDeque<>();

    TestOwners(BucketStore store, Instant now) {
        this(store, now, PARTS);
    }

    TestOwners(BucketStore store, Instant now, String policy) {
        this.store = store;
        this.now = now;
        this.policy = policy;
    }

    static String key(String id) {
        return TestStore.SPACE.key(Bucket.ofId(id), "owner", id);
    }

    /** Each part of a sign, in any case, is a key: two signs that share one are the same name. */
    static Pending pending(String sign) {
        return pending(sign, PARTS, PARTS);
    }

    private static Pending pending(String sign, String policy, String cause) {
        return new Pending(keys(sign, policy), "token-" + TOKENS.incrementAndGet(), sign, cause);
    }

    private static List<String> keys(String sign, String policy) {
        return policy.equals(PARTS)
                ? List.of(sign.toLowerCase(Locale.ROOT).split("[+]"))
                : List.of(sign.split("[+]", -1)[0]);
    }

    /** Step 1 of a creation or a rename; gives the token. */
    String intend(String id, String sign) {
        var seen = read(id);
        var pending = pending(sign, policy, policy);
        var before = seen.map(Versioned::value).orElse(new Owner("", Naming.NONE));
        store.send(put(id, seen, new Owner(before.sign(), before.naming().intend(pending))));
        return pending.token();
    }

    /** The later ids the newer. */
    static String member(String owner) {
        return "%013d|%s".formatted(Integer.parseInt(owner.replaceAll("\\D", "0")), owner);
    }

    private Commit put(String id, Optional<Versioned<Owner>> seen, Owner after) {
        return store.commit(Bucket.ofId(id))
                .put(key(id), seen.map(Versioned::version), FORMAT, after)
                .due(id, after.naming().isSettled() ? Optional.empty() : Optional.of(now));
    }

    @Override
    public Optional<Versioned<Owner>> read(String owner) {
        return store.read(key(owner), FORMAT);
    }

    @Override
    public Map<String, Versioned<Owner>> readAll(List<String> owners) {
        return store.readAll(owners, TestOwners::key, FORMAT);
    }

    @Override
    public Naming naming(Owner owner) {
        return owner.naming();
    }

    @Override
    public String policy() {
        return policy;
    }

    @Override
    public boolean isPendingOutdated(Owner owner) {
        return owner.naming()
                .pending()
                .filter(pending -> !pending.isRekeying() && !pending.cause().equals(policy))
                .isPresent();
    }

    @Override
    public List<String> earlierKeys(Pending pending) {
        return keys(pending.details(), EARLIER).stream()
                .filter(key -> !pending.names().contains(key))
                .toList();
    }

    /** A new owner with a first name, which the commit has to take; its events and index are not of interest. */
    Commit created(String id, Pending name) {
        return put(id, Optional.empty(), new Owner(name.details(), Naming.inForce(name)))
                .emit(TestStore.event(id + ":" + name.details()));
    }

    @Override
    public Optional<Pending> rekeyed(Owner owner) {
        List<String> keys = keys(owner.sign(), policy);
        return owner.sign().isEmpty() || owner.naming().holdsExactly(keys)
                ? Optional.empty()
                : Optional.of(Pending.rekeying(keys, owner.sign(), new SplittableRandom(TOKENS.incrementAndGet())));
    }

    @Override
    public Commit unchanged(String owner, Optional<Version> seen) {
        return store.commit(Bucket.ofId(owner)).check(key(owner), seen);
    }

    @Override
    public Optional<Pending> redraw(Owner owner) {
        return owner.sign().isEmpty() ? Optional.of(pending(draws.removeFirst(), policy, policy)) : Optional.empty();
    }

    @Override
    public Commit commitTaken(String owner, Versioned<Owner> seen, Naming after) {
        String sign = seen.value().naming().pending().orElseThrow().details();
        Commit commit = put(owner, Optional.of(seen), new Owner(sign, after)).emit(TestStore.event(owner + ":" + sign));
        return commit.index(TestStore.SPACE.key(commit.shard(), INDEX), member(owner));
    }

    @Override
    public Commit commitGivenUp(String owner, Versioned<Owner> seen, Naming after) {
        return commitQuietly(owner, seen, after);
    }

    @Override
    public Commit commitQuietly(String owner, Versioned<Owner> seen, Naming after) {
        return put(owner, Optional.of(seen), new Owner(seen.value().sign(), after));
    }

    private static String text(Held held) {
        return held.name() + "\t" + held.token();
    }

    private static Optional<Held> held(String line) {
        int tab = line.indexOf('\t');
        return tab < 0 ? Optional.empty() : Optional.of(new Held(line.substring(0, tab), line.substring(tab + 1)));
    }
}
