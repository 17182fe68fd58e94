package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A mini-transaction in one bucket: every record that was decided upon is named with the version that was seen, then what
 * is to be written. Sent any number of times, it happens at most once.
 */
public final class Commit {
    private static final byte[] NOTHING = {};
    private static final byte[] CLAIM = ascii("claim");
    private static final byte[] PUT = ascii("put");
    private static final byte[] LEASE = ascii("lease");
    private static final byte[] PUSH = ascii("push");
    private static final byte[] ADD = ascii("add");
    private static final byte[] DROP = ascii("drop");
    private static final byte[] EMIT = ascii("emit");
    private static final byte[] INDEXED = ascii("indexed");
    private static final byte[] ZERO = ascii("0");

    private final Keyspace space;
    private final Shard shard;
    private final RandomGenerator random;
    private final Map<String, byte[]> positions = new LinkedHashMap<>();
    private final Map<String, Versioned<?>> records = new HashMap<>();
    private final List<byte[]> checks = new ArrayList<>();
    private final List<byte[]> claims = new ArrayList<>();
    private final List<byte[]> writes = new ArrayList<>();
    private boolean puts;
    private boolean emits;
    private boolean onlyChecks;

    /** @param shard where the records of the bucket are collected */
    Commit(Keyspace space, Shard shard, RandomGenerator random) {
        this.space = space;
        this.shard = shard;
        this.random = random;
    }

    /** Demands that a record still is what was seen, or still absent, without writing it. */
    public Commit check(String key, Optional<Version> seen) {
        return check(key, seen, NOTHING);
    }

    /** Writes a record over the version that was seen, or where none was. */
    public <T> Commit put(String key, Optional<Version> seen, Format<T> format, T value) {
        puts = true;
        Version next = next(seen);
        check(key, seen, ascii(next.text()));
        return write(PUT, key, noted(new Versioned<>(key, next, value, stored(next, format.write(value)))));
    }

    /** Writes a record over what was seen, and keeps those of its fields that only another version knows. */
    public <T> Commit replace(String key, Versioned<T> seen, Format<T> format, T value) {
        puts = true;
        Version next = seen.version().next(random);
        check(key, Optional.of(seen.version()), ascii(next.text()));
        return write(PUT, key, noted(new Versioned<>(key, next, value, stored(next, seen.replacedBy(value, format)))));
    }

    /** Writes a record over what was seen, if it was there. */
    public <T> Commit putOver(String key, Optional<Versioned<T>> seen, Format<T> format, T value) {
        return seen.isPresent() ? replace(key, seen.get(), format, value) : put(key, Optional.empty(), format, value);
    }

    /** The same for a record that is forgotten after a while. */
    public <T> Commit lease(String key, Optional<Version> seen, Format<T> format, T value, Duration life) {
        puts = true;
        Version next = next(seen);
        check(key, seen, ascii(next.text()));
        byte[] record = noted(new Versioned<>(key, next, value, stored(next, format.write(value))));
        return write(LEASE, key, record, ascii(Long.toString(life.toMillis())));
    }

    /** Writes a record that is forgotten after a while over what was seen, if it was there, and keeps its unknown fields. */
    public <T> Commit leaseOver(String key, Optional<Versioned<T>> seen, Format<T> format, T value, Duration life) {
        if (seen.isEmpty()) {
            return lease(key, Optional.empty(), format, value, life);
        }
        puts = true;
        Version next = seen.get().version().next(random);
        check(key, Optional.of(seen.get().version()), ascii(next.text()));
        byte[] record =
                noted(new Versioned<>(key, next, value, stored(next, seen.get().replacedBy(value, format))));
        return write(LEASE, key, record, ascii(Long.toString(life.toMillis())));
    }

    /**
     * Takes a key of a name that no one has, for a record that the commit writes first, in its bucket.
     *
     * @param counter the claims of the bucket
     * @param policy by which the key was made
     * @param mine the owner and the token of the claim
     */
    Commit claim(String key, String counter, String policy, String mine, String details) {
        check(key, Optional.empty());
        claims.addAll(List.of(CLAIM, position(key), position(counter), utf8(policy), utf8(mine), utf8(details)));
        return this;
    }

    /** Appends to a history list. */
    public <T> Commit append(String key, Format<T> format, T value) {
        return write(PUSH, key, format.write(value));
    }

    /**
     * Appends an item that leaves a list in a record, and keeps those of its fields that only another version knows.
     *
     * @param from the record as it was seen
     */
    public <T> Commit append(String key, Format<T> format, T value, Versioned<?> from, String list, long seq) {
        return write(PUSH, key, from.itemReplacedBy(list, seq, value, format));
    }

    /** The same for an object in the record that has this number, if the record was there. */
    public <T> Commit append(
            String key, Format<T> format, T value, Optional<? extends Versioned<?>> from, long number) {
        return write(
                PUSH,
                key,
                from.map(record -> record.partReplacedBy(number, value, format)).orElseGet(() -> format.write(value)));
    }

    /** Puts a member into an index. */
    public Commit index(String key, String member) {
        return write(ADD, key, ZERO, utf8(member));
    }

    /** Puts a member into an index that is ordered by a number of at most 2^53. */
    public Commit index(String key, long score, String member) {
        return write(ADD, key, ascii(Long.toString(score)), utf8(member));
    }

    /** Takes a member out of an index. */
    public Commit unindex(String key, String member) {
        return write(DROP, key, utf8(member));
    }

    /** Says when the record changes next by itself, if ever. */
    public Commit due(String id, Optional<Instant> at) {
        String key = space.due(shard);
        return at.isPresent() ? index(key, at.get().toEpochMilli(), id) : unindex(key, id);
    }

    /** Says by which catalogue the record is indexed: if it is not that of the store, another instance indexes it again. */
    public Commit indexedBy(String catalogue, String id) {
        byte[] outdated = position(space.outdated(shard));
        return write(INDEXED, space.catalogue(shard), outdated, ascii(catalogue), utf8(id));
    }

    /** Adds an event to the outbox. */
    public Commit emit(Event event) {
        emits = true;
        byte[] counter = position(space.outboxNumber(shard));
        List<byte[]> fields = event.fields();
        byte[] nonce = ascii(Integer.toString(random.nextInt(Integer.MAX_VALUE)));
        write(EMIT, space.outbox(shard), counter, nonce, ascii(Integer.toString(fields.size())));
        writes.addAll(fields);
        return this;
    }

    Commit onlyChecking() {
        if (!writes.isEmpty()) {
            throw new IllegalStateException("a commit that only checks writes nothing");
        }
        onlyChecks = true;
        return this;
    }

    private byte[] noted(Versioned<?> after) {
        records.put(after.key(), after);
        return after.stored();
    }

    /** A record of this format as this commit has written it, if it is done. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // A record keeps its type.
    public <T> Versioned<T> written(String key) {
        return (Versioned<T>) Objects.requireNonNull(records.get(key), "the commit writes the record");
    }

    /** Where the record is collected. */
    public Shard shard() {
        return shard;
    }

    boolean emits() {
        return emits;
    }

    /** @throws IllegalStateException when no record is written: nothing would distinguish a second delivery from the first */
    ScriptCall<String> call() {
        if (!puts && !onlyChecks) {
            throw new IllegalStateException("a commit writes at least one record");
        }
        List<byte[]> arguments = new ArrayList<>(1 + checks.size() + claims.size() + writes.size());
        arguments.add(ascii(Integer.toString(checks.size() / 3)));
        arguments.addAll(checks);
        arguments.addAll(claims);
        arguments.addAll(writes);
        return new ScriptCall<>(
                Script.COMMIT, positions.keySet().toArray(String[]::new), arguments.toArray(byte[][]::new));
    }

    private Version next(Optional<Version> seen) {
        return seen.isPresent() ? seen.get().next(random) : Version.first(random);
    }

    private Commit check(String key, Optional<Version> seen, byte[] next) {
        checks.add(position(key));
        checks.add(seen.isPresent() ? ascii(seen.get().text()) : NOTHING);
        checks.add(next);
        return this;
    }

    private Commit write(byte[] what, String key, byte[]... arguments) {
        writes.add(what);
        writes.add(position(key));
        writes.addAll(List.of(arguments));
        return this;
    }

    private byte[] position(String key) {
        return positions.computeIfAbsent(key, ignored -> ascii(Integer.toString(positions.size() + 1)));
    }

    private static byte[] stored(Version version, byte[] json) {
        byte[] stored = new byte[Version.WIDTH + json.length];
        System.arraycopy(ascii(version.text()), 0, stored, 0, Version.WIDTH);
        System.arraycopy(json, 0, stored, Version.WIDTH, json.length);
        return stored;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
