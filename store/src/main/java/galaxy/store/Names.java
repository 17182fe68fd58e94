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

    private final Claims claims;
    private final NameOwners<R> owners;
    private final InstantSource clock;

    public Names(Claims claims, NameOwners<R> owners, InstantSource clock) {
        this.claims = claims;
        this.owners = owners;
        this.clock = clock;
    }

    /**
     * Rolls the owner's record forward until nothing is pending. The owner's commits write down the outcome of a name: others
     * may have changed the record again before the caller that decided the name reads it.
     *
     * @throws StoreUnavailableException when Redis cannot serve; the next caller continues
     */
    public void settle(String owner) {
        for (int step = 0; step < STEPS; step++) {
            Optional<Versioned<R>> seen = owners.read(owner);
            if (seen.isEmpty()) {
                return;
            }
            Naming naming = owners.naming(seen.get().value());
            if (naming.pending().isPresent()) {
                advance(owner, seen.get(), naming, naming.pending().get());
            } else if (!naming.release().isEmpty()) {
                if (isConfirmed(owner, seen)) {
                    claims.release(owner, naming.release().getFirst());
                    owners.commitQuietly(owner, seen.get(), naming.struck());
                }
            } else {
                return;
            }
        }
        throw new StoreUnavailableException(
                StoreUnavailableException.Fate.UNKNOWN, "too many concurrent changes of one name; retry");
    }

    /** Reviews the claim of a key that was made a while ago: completes its owner's change, or frees it when there is none. */
    void review(String name) {
        Optional<Claim> claim = claims.find(name);
        if (claim.isEmpty()) {
            claims.settle(name, claim);
            return;
        }
        String owner = claim.get().owner();
        String token = claim.get().token();
        settle(owner);
        Optional<Versioned<R>> seen = owners.read(owner);
        if (backs(seen, name, token)) {
            claims.settle(name, claim);
        } else if (isConfirmed(owner, seen)) {
            claims.release(owner, new Held(name, token));
        }
    }

    private void advance(String owner, Versioned<R> seen, Naming naming, Pending pending) {
        for (Held wanted : naming.wanted()) {
            switch (take(owner, wanted, pending.details())) {
                case TAKEN -> {}
                case LOST -> {
                    lose(owner, seen, naming);
                    return;
                }
                case CHANGED -> {
                    return;
                }
            }
        }
        if (owners.commitTaken(owner, seen, naming.taken()) != WriteResult.DONE) {
            Optional<Versioned<R>> changed = owners.read(owner);
            List<Held> invalid = naming.wanted().stream()
                    .filter(claim -> !backs(changed, claim.name(), claim.token()))
                    .toList();
            if (!invalid.isEmpty() && isConfirmed(owner, changed)) {
                invalid.forEach(claim -> claims.release(owner, claim));
            }
        }
    }

    private enum Taking {
        TAKEN,
        /** It is validly another's. */
        LOST,
        /** Others changed something meanwhile: begin again. */
        CHANGED
    }

    private Taking take(String owner, Held wanted, String details) {
        Instant now = clock.instant();
        Optional<Claim> holding = claims.take(owner, wanted, details, Optional.empty(), now);
        if (holding.isEmpty()) {
            return Taking.TAKEN;
        }
        Claim claim = holding.get();
        Optional<Versioned<R>> holder = owners.read(claim.owner());
        if (backs(holder, wanted.name(), claim.token())) {
            return Taking.LOST;
        }
        boolean isReplaced = isConfirmed(claim.owner(), holder)
                && claims.take(owner, wanted, details, holding, now).isEmpty();
        return isReplaced ? Taking.TAKEN : Taking.CHANGED;
    }

    private void lose(String owner, Versioned<R> seen, Naming naming) {
        Optional<Pending> other = owners.redraw(seen.value());
        if (other.isPresent()) {
            owners.commitQuietly(owner, seen, naming.redrawn(other.get()));
        } else {
            owners.commitGivenUp(owner, seen, naming.givenUp());
        }
    }

    /** A claim is valid while the record of its owner backs it. */
    private boolean backs(Optional<Versioned<R>> owner, String name, String token) {
        return owner.filter(record -> owners.naming(record.value()).backs(name, token))
                .isPresent();
    }

    private boolean isConfirmed(String owner, Optional<Versioned<R>> seen) {
        return owners.confirm(owner, seen.map(Versioned::version)) == WriteResult.DONE;
    }
}
