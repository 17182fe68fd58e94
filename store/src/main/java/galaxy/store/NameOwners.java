package galaxy.store;

import galaxy.store.Naming.Pending;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The owners of one kind of name, as {@link Names} sees them. Each commit is one atomic step on the owner's record, and is sent
 * by {@link Names}. An owner is an id without spaces.
 *
 * @param <R> the owner's record
 */
public interface NameOwners<R> {
    /** The owner's record, in any state. */
    Optional<Versioned<R>> read(String owner);

    /** The records of those owners who have one that can be read, by owner. */
    default Map<String, Versioned<R>> readAll(List<String> owners) {
        Map<String, Versioned<R>> found = new LinkedHashMap<>();
        owners.forEach(owner -> read(owner).ifPresent(seen -> found.put(owner, seen)));
        return found;
    }

    Naming naming(R owner);

    /** By which policy this instance makes the keys of names: any text, and another one whenever a name may get other keys. */
    default String policy() {
        return "1";
    }

    /** The bucket that a key says itself; other keys are spread by the secret of the store. */
    default Optional<Bucket> bucketOf(String name) {
        return Optional.empty();
    }

    /** Keys by which owners may have this name who have not been given those of now. */
    default List<String> earlierKeys(Pending pending) {
        return List.of();
    }

    /** Whether the keys of the pending name were made by another policy. */
    default boolean isPendingOutdated(R owner) {
        return false;
    }

    /** The name in force with its keys by the policy of now, as {@link Pending#rekeying} says, if it has others. */
    default Optional<Pending> rekeyed(R owner) {
        return Optional.empty();
    }

    /**
     * Checks that the owner's record is what {@link #read} gave, for {@link BucketStore#confirm}: before a claim is freed or
     * replaced because of it.
     *
     * @param seen the version that was read; empty for a record that is not there
     */
    Commit unchanged(String owner, Optional<Version> seen);

    /** Another name to try when the pending one is validly another's; absent when the owner gives up. */
    Optional<Pending> redraw(R owner);

    /** The pending name has come into force: the record with {@code after}, its indexes and events. */
    Commit commitTaken(String owner, Versioned<R> seen, Naming after);

    /** The pending name was given up. */
    Commit commitGivenUp(String owner, Versioned<R> seen, Naming after);

    /** The bookkeeping {@code after} and nothing that readers see. */
    Commit commitQuietly(String owner, Versioned<R> seen, Naming after);
}
