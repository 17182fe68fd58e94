package galaxy.store;

import galaxy.kernel.WriteResult;
import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Rolls decided names forward: the protocol of creation and rename. An owner's record says which name is pending under which
 * token; any caller that reads it claims the keys of the name, brings it into force, and releases the old one. Any number of callers may
 * do so at once, each may stop at any step, and every step may be delivered late or twice.
 *
 * @param <R> the owner's record
 */
public final class Names<R> {
    /** Far more steps than concurrent callers can cause. */
    private static final int STEPS = 100;

    private final BucketStore records;
    private final Claims claims;
    private final NameOwners<R> owners;
    private final InstantSource clock;
    private final KeyPolicies policies;
    private final FirstNames<R> first;

    Names(BucketStore records, Claims claims, NameOwners<R> owners, InstantSource clock, KeyPolicies policies) {
        this.records = records;
        this.claims = claims;
        this.owners = owners;
        this.clock = clock;
        this.policies = policies;
        this.first = new FirstNames<>(claims, owners, policies);
    }

    KeyPolicies policies() {
        return policies;
    }

    /** The claim on a name. */
    public Optional<Claim> find(String name) {
        return claims.find(name);
    }

    /** Names that new owners have from the first write of their record. */
    public FirstNames<R> first() {
        return first;
    }

    /** Whether names are being given other keys: one that no one claims may be that of a user who has not been reached. */
    public boolean isRekeying() {
        return !policies.isWhole();
    }

    /**
     * Makes sure that a key no one claims is no one's. Before a name is decided.
     *
     * @throws StoreUnavailableException while names are being given other keys
     */
    public void requireAllKeys() {
        policies.requireWhole();
    }

    /**
     * Rolls the owner's record forward until nothing is pending. The owner's commits write down the outcome of a name: others
     * may have changed the record again before the caller that decided the name reads it.
     *
     * @throws StoreUnavailableException when Redis cannot serve; the next caller continues
     */
    public void settle(String owner) {
        settle(owner, Optional.empty());
    }

    /**
     * The same, right after a write of the record.
     *
     * @param written what was written, where that is known: it is not read again
     */
    public void settle(String owner, Optional<Versioned<R>> written) {
        Optional<Versioned<R>> known = written;
        for (int step = 0; step < STEPS; step++) {
            Optional<Versioned<R>> seen = known.isPresent() ? known : owners.read(owner);
            known = Optional.empty();
            if (seen.isEmpty()) {
                return;
            }
            Naming naming = owners.naming(seen.get().value());
            if (naming.pending().isPresent()) {
                known = advance(owner, seen.get(), naming, naming.pending().get());
            } else if (!naming.release().isEmpty()) {
                if (isConfirmed(owner, seen)) {
                    naming.release().forEach(claim -> claims.release(owner, claim));
                    send(owners.commitQuietly(owner, seen.get(), naming.released()));
                }
            } else {
                return;
            }
        }
        throw tooMany();
    }

    /**
     * Gives the names in force of many owners their keys by the policy of now, many at a time.
     *
     * @return those for whom that did not go as usual: to be done one by one
     */
    List<String> rekeyAll(List<String> all) {
        return new NameBatch<>(this, owners, records, claims).rekey(all);
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Gives the name in force of an owner its keys by the policy of now. A key that the names of others have too, all have
     * then: the user who leaves one leaves it to the others.
     */
    void rekey(String owner) {
        for (int step = 0; step < STEPS; step++) {
            Optional<Versioned<R>> seen = owners.read(owner);
            if (seen.isEmpty()) {
                return;
            }
            Naming naming = owners.naming(seen.get().value());
            Optional<Pending> rekeying = naming.pending().filter(Pending::isRekeying);
            if (rekeying.isPresent()) {
                boolean isDone =
                        advance(owner, seen.get(), naming, rekeying.get()).isPresent();
                if (isDone && naming.taken().release().isEmpty()) {
                    return;
                }
            } else if (naming.isSettled()) {
                Optional<Pending> other = owners.rekeyed(seen.get().value());
                if (other.isEmpty()) {
                    return;
                }
                send(owners.commitQuietly(owner, seen.get(), naming.intend(other.get())));
            } else {
                settle(owner);
            }
        }
        throw tooMany();
    }

    private static StoreUnavailableException tooMany() {
        return new StoreUnavailableException(
                StoreUnavailableException.Fate.UNKNOWN, "too many concurrent changes of one name; retry");
    }

    /** Those keys that have a claim whose owner has something pending, or does not back it. */
    List<String> unfinished(List<String> keys) {
        return new NameBatch<>(this, owners, records, claims).unfinished(keys);
    }

    /** Reviews the claims of a key that were made a while ago: completes changes of their owners, or frees it of them. */
    void review(String name) {
        Optional<Claim> seen = claims.find(name);
        boolean isBacked = true;
        for (Claim claim : seen.map(Claim::each).orElse(List.of())) {
            settle(claim.owner());
            Optional<Versioned<R>> owner = owners.read(claim.owner());
            if (!backs(owner, name, claim.token())) {
                isBacked = false;
                if (isConfirmed(claim.owner(), owner)) {
                    claims.release(claim.owner(), new Held(name, claim.token()));
                }
            }
        }
        if (isBacked) {
            claims.settle(name, seen);
        }
    }

    /** The record, if the pending name has come into force by this call. */
    private Optional<Versioned<R>> advance(String owner, Versioned<R> seen, Naming naming, Pending pending) {
        boolean isOutdated = owners.isPendingOutdated(seen.value());
        if (isOutdated || naming.wanted().isEmpty()) {
            // No claim follows, which the store would refuse to an instance with another policy.
            policies.requireOwn();
        }
        if (isOutdated || isShared(owner, naming, pending) || first.isOfAnother(owner, pending)) {
            lose(owner, seen, naming, pending);
            return Optional.empty();
        }
        for (Held wanted : naming.wanted()) {
            Taking taking = take(owner, wanted, pending);
            if (taking == Taking.LOST) {
                lose(owner, seen, naming, pending);
            }
            if (taking != Taking.TAKEN) {
                return Optional.empty();
            }
        }
        Commit commit = pending.isRekeying()
                ? owners.commitQuietly(owner, seen, naming.taken())
                : owners.commitTaken(owner, seen, naming.taken());
        if (send(commit)) {
            return Optional.of(commit.written(seen.key()));
        }
        releaseInvalid(owner, naming);
        return Optional.empty();
    }

    /** Frees what was claimed for a pending name that someone else has ended meanwhile. */
    void releaseInvalid(String owner, Naming naming) {
        Optional<Versioned<R>> changed = owners.read(owner);
        List<Held> invalid = naming.wanted().stream()
                .filter(claim -> !backs(changed, claim.name(), claim.token()))
                .toList();
        if (!invalid.isEmpty() && isConfirmed(owner, changed)) {
            invalid.forEach(claim -> claims.release(owner, claim));
        }
    }

    /**
     * Whether another user has a key of the name in force that the pending name has too. Each of them keeps the name, but takes
     * no other that may be the very name of the other.
     */
    private boolean isShared(String owner, Naming naming, Pending pending) {
        if (pending.isRekeying()) {
            return false;
        }
        for (String key : pending.names().stream().filter(naming::holds).toList()) {
            for (Claim claim : claims.find(key).map(Claim::each).orElse(List.of())) {
                if (!claim.owner().equals(owner) && backs(owners.read(claim.owner()), key, claim.token())) {
                    return true;
                }
            }
        }
        return false;
    }

    private enum Taking {
        TAKEN,
        /** It is validly another's. */
        LOST,
        /** Others changed something meanwhile: begin again. */
        CHANGED
    }

    private Taking take(String owner, Held wanted, Pending pending) {
        Instant now = clock.instant();
        Optional<Claim> holding = claims.take(owner, wanted, pending.details(), Optional.empty(), now);
        if (holding.isEmpty()) {
            return Taking.TAKEN;
        }
        boolean isValid = false;
        for (Claim claim : holding.get().each()) {
            Optional<Versioned<R>> holder = owners.read(claim.owner());
            if (backs(holder, wanted.name(), claim.token())) {
                isValid = true;
            } else if (!isConfirmed(claim.owner(), holder)) {
                return Taking.CHANGED;
            }
        }
        if (isValid && !pending.isRekeying()) {
            return Taking.LOST;
        }
        Claims.Seen what = isValid ? Claims.Seen.JOIN : Claims.Seen.REPLACE;
        return claims.take(owner, wanted, pending.details(), holding, what, now).isEmpty()
                ? Taking.TAKEN
                : Taking.CHANGED;
    }

    private void lose(String owner, Versioned<R> seen, Naming naming, Pending pending) {
        Optional<Pending> other = pending.isRekeying() ? Optional.empty() : owners.redraw(seen.value());
        Naming after = other.map(naming::redrawn).orElseGet(naming::givenUp);
        boolean isQuiet = other.isPresent() || pending.isRekeying();
        send(isQuiet ? owners.commitQuietly(owner, seen, after) : owners.commitGivenUp(owner, seen, after));
    }

    private boolean send(Commit commit) {
        return records.send(commit) == WriteResult.DONE;
    }

    /** A claim is valid while the record of its owner backs it. */
    boolean backs(Optional<Versioned<R>> owner, String name, String token) {
        return owner.filter(record -> owners.naming(record.value()).backs(name, token))
                .isPresent();
    }

    private boolean isConfirmed(String owner, Optional<Versioned<R>> seen) {
        return records.confirm(owners.unchanged(owner, seen.map(Versioned::version))) == WriteResult.DONE;
    }
}
