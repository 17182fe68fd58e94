package galaxy.store;

import galaxy.kernel.WriteResult;
import galaxy.store.Naming.Pending;
import java.util.Optional;

/**
 * The owners of one kind of name, as {@link Names} sees them. Each method is one atomic step on the owner's record. An owner
 * is an id without spaces.
 *
 * @param <R> the owner's record
 */
public interface NameOwners<R> {
    /** The owner's record, in any state. */
    Optional<Versioned<R>> read(String owner);

    Naming naming(R owner);

    /** By which policy this instance makes the keys of names: any text, and another one whenever a name may get other keys. */
    default String policy() {
        return "1";
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
     * Makes sure that no fail-over takes back what {@link #read} gave, as {@link BucketStore#confirm} does. Called before
     * a claim is freed or replaced because of an owner's record.
     *
     * @param seen the version that was read; empty for a record that is not there
     * @return {@code CONFLICT} when it has changed meanwhile
     */
    WriteResult confirm(String owner, Optional<Version> seen);

    /** Another name to try when the pending one is validly another's; absent when the owner gives up. */
    Optional<Pending> redraw(R owner);

    /** Commits that the pending name has come into force: the record with {@code after}, its indexes and events. */
    WriteResult commitTaken(String owner, Versioned<R> seen, Naming after);

    /** Commits that the pending name was given up. */
    WriteResult commitGivenUp(String owner, Versioned<R> seen, Naming after);

    /** Commits the bookkeeping {@code after} and nothing that readers see. */
    WriteResult commitQuietly(String owner, Versioned<R> seen, Naming after);
}
