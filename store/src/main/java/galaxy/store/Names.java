package galaxy.store;

import galaxy.kernel.WriteResult;
import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Rolls decided names forward: the one protocol behind creation and rename. An owner's record says which name is pending
 * under which token; whoever meets it claims the name, brings it into force, and releases the old one. Any number of callers
 * may do so at once, each may stop at any step, and every step may be delivered late or twice.
 *
 * @param <R> the owner's record
 */
public final class Names<R> {
    /** Far more steps than rivals can cause; past it something is wrong and the caller is told to try again. */
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
     * Rolls the owner's record forward until nothing is pending. What became of a name is for the owner's commits to write
     * down: whoever decided upon it may find the record as others have long since changed it again.
     *
     * @throws StoreUnavailableException when Redis cannot serve; whoever comes next goes on
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
                StoreUnavailableException.Fate.UNKNOWN, "too many rivals for one name; try again");
    }

    /** Looks at a claim that was made a while ago: finishes what is behind it, or frees it when nothing is. */
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
        if (backs(seen, token)) {
            claims.settle(name, claim);
        } else if (isConfirmed(owner, seen)) {
            claims.release(owner, new Held(name, token));
        }
    }

    private void advance(String owner, Versioned<R> seen, Naming naming, Pending pending) {
        Instant now = clock.instant();
        Optional<Claim> rival = claims.take(owner, pending, Optional.empty(), now);
        if (rival.isPresent()) {
            boolean isOurs = isOurs(rival.get(), owner, naming, pending);
            String other = isOurs ? owner : rival.get().owner();
            Optional<Versioned<R>> holder = isOurs ? Optional.of(seen) : owners.read(other);
            if (!isOurs && backs(holder, rival.get().token())) {
                lose(owner, seen, naming);
                return;
            }
            if (!isConfirmed(other, holder)
                    || claims.take(owner, pending, rival, now).isPresent()) {
                return;
            }
        }
        if (owners.commitTaken(owner, seen, naming.taken()) != WriteResult.DONE) {
            Optional<Versioned<R>> changed = owners.read(owner);
            if (!backs(changed, pending.token()) && isConfirmed(owner, changed)) {
                claims.release(owner, pending.held());
            }
        }
    }

    private void lose(String owner, Versioned<R> seen, Naming naming) {
        Optional<Pending> other = owners.redraw(seen.value());
        if (other.isPresent()) {
            owners.commitQuietly(owner, seen, naming.redrawn(other.get()));
        } else {
            owners.commitGivenUp(owner, seen, naming.givenUp());
        }
    }

    /** Whether the rival is this owner's own claim, which a change of no more than the spelling replaces. */
    private static boolean isOurs(Claim claim, String owner, Naming naming, Pending pending) {
        return claim.owner().equals(owner)
                && naming.held()
                        .filter(new Held(pending.name(), claim.token())::equals)
                        .isPresent();
    }

    /** A claim is valid while the record of its owner backs its token. */
    private boolean backs(Optional<Versioned<R>> owner, String token) {
        return owner.filter(record -> owners.naming(record.value()).backs(token))
                .isPresent();
    }

    private boolean isConfirmed(String owner, Optional<Versioned<R>> seen) {
        return owners.confirm(owner, seen.map(Versioned::version)) == WriteResult.DONE;
    }
}
