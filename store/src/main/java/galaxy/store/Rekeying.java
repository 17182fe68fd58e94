package galaxy.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives all names of a service their keys by this instance's policy, where the store has them by another, behind open ports.
 * It goes on where it was interrupted, in any instance. Claims by older instances are refused from its beginning on.
 */
final class Rekeying {
    private static final Logger LOG = LoggerFactory.getLogger(Rekeying.class);
    private static final int AT_ONCE = 128;
    private static final int BATCH = 250;

    private final SharedStore shared;
    private final BucketStore records;
    private final Layouts layouts;
    private final Names<?> names;
    private final Walk walk;

    Rekeying(SharedStore shared, BucketStore records, Layouts layouts, Names<?> names, Walk walk) {
        this.shared = shared;
        this.records = records;
        this.layouts = layouts;
        this.names = names;
        this.walk = walk;
    }

    /** One round: all names, if they need it, and if the index can be relied upon to have them. */
    void run(Indexed<?> each) {
        KeyPolicy policy = names.policies().refresh();
        if (names.policies().isOwn() && !policy.isWhole() && layouts.isWhole()) {
            walk.alone(records.space().rekeying(), () -> rekey(each, policy));
        }
    }

    private void rekey(Indexed<?> each, KeyPolicy policy) {
        KeyPolicies policies = names.policies();
        policies.announce();
        completeClaims();
        Walk.Task task = new Walk.Task("given their new keys", records.space().rekeying(), policy.reached());
        boolean isDone = walk.run(
                task,
                each,
                owners -> Visits.inParts(owners, BATCH, this::rekeyAll),
                last -> policies.advance(now -> now.reached(last)));
        if (isDone && policies.advance(now -> KeyPolicy.whole(now.policy()))) {
            long collisions = policies.collisions();
            if (collisions > 0) {
                LOG.warn(
                        "{} keys of names of {} have several users, who keep their names; ./galaxy store collisions"
                                + " lists them",
                        collisions,
                        records.space().service());
            }
        }
    }

    private void rekeyAll(List<String> owners) {
        List<String> left = names.rekeyAll(owners);
        shared.metrics().swept("rekeyed", owners.size() - left.size());
        visits().all("rekeyed", left, readable(names::rekey));
    }

    /** What older instances have claimed, and not yet brought into force, is brought to its end before the walk. */
    private void completeClaims() {
        for (Shard shard : layouts.readable()) {
            String key = records.space().claims(shard);
            List<String> claimed = shared.redis().call("claims", commands -> commands.zrange(key, 0, -1)).stream()
                    .map(name -> new String(name, StandardCharsets.UTF_8))
                    .toList();
            Visits.inParts(
                    claimed, BATCH, some -> visits().all("claim", names.unfinished(some), readable(names::review)));
        }
    }

    private Visits visits() {
        return new Visits(records.space().service(), shared.metrics(), AT_ONCE);
    }

    /** Leaves out what is broken. */
    private Consumer<String> readable(Consumer<String> visit) {
        return id -> {
            try {
                visit.accept(id);
            } catch (UnreadableRecordException e) {
                records.unreadable(e);
            }
        };
    }
}
