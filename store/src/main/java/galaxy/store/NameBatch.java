package galaxy.store;

import galaxy.store.Claims.Claim;
import galaxy.store.Naming.Held;
import galaxy.store.Naming.Pending;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gives the names of many owners their keys by the policy of now: the steps of {@link Names}, each for all of them in one
 * round trip. Owners for whom a step does not go as usual are left to {@link Names#rekey}: any caller may take any step.
 *
 * @param <R> the owner's record
 */
final class NameBatch<R> {
    private final Names<R> names;
    private final NameOwners<R> owners;
    private final BucketStore records;
    private final Claims claims;
    private final Set<String> left = new LinkedHashSet<>();

    NameBatch(Names<R> names, NameOwners<R> owners, BucketStore records, Claims claims) {
        this.names = names;
        this.owners = owners;
        this.records = records;
        this.claims = claims;
    }

    private record Owner<R>(String id, Versioned<R> seen, Naming naming) {
        Pending pending() {
            return naming.pending().orElseThrow();
        }
    }

    private Owner<R> owner(String id, Versioned<R> seen) {
        return new Owner<>(id, seen, owners.naming(seen.value()));
    }

    /** Those keys that have a claim whose owner has something pending, or does not back it. */
    List<String> unfinished(List<String> keys) {
        List<Optional<Claim>> found = claims.findAll(keys);
        Map<String, Versioned<R>> seen = owners.readAll(found.stream()
                .flatMap(Optional::stream)
                .flatMap(claim -> claim.each().stream())
                .map(Claim::owner)
                .distinct()
                .toList());
        List<String> unfinished = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            boolean isFinished = found.get(i).map(Claim::each).orElse(List.of()).stream()
                    .allMatch(claim -> {
                        Optional<Versioned<R>> owner = Optional.ofNullable(seen.get(claim.owner()));
                        return owner.isPresent()
                                && owners.naming(owner.get().value()).isSettled()
                                && names.backs(owner, key, claim.token());
                    });
            if (!isFinished) {
                unfinished.add(key);
            }
        }
        return unfinished;
    }

    /** Those of some owners who are left. */
    List<String> rekey(List<String> ids) {
        List<Owner<R>> settled = new ArrayList<>();
        List<Owner<R>> pending = new ArrayList<>();
        List<Owner<R>> releasing = new ArrayList<>();
        owners.readAll(ids).forEach((id, seen) -> {
            Owner<R> owner = owner(id, seen);
            Naming naming = owner.naming();
            (naming.pending().isPresent() ? pending : naming.isSettled() ? settled : releasing).add(owner);
            left.add(id);
        });
        pending.addAll(intend(settled));
        releasing.addAll(take(pending));
        release(releasing);
        return List.copyOf(left);
    }

    private List<Owner<R>> intend(List<Owner<R>> settled) {
        Map<String, Pending> others = new HashMap<>();
        for (Owner<R> owner : settled) {
            owners.rekeyed(owner.seen().value())
                    .ifPresentOrElse(other -> others.put(owner.id(), other), () -> left.remove(owner.id()));
        }
        List<Owner<R>> outdated =
                settled.stream().filter(owner -> others.containsKey(owner.id())).toList();
        return commit(outdated, owner -> owner.naming().intend(Objects.requireNonNull(others.get(owner.id()))));
    }

    /** Those whose old keys are to be released. */
    private List<Owner<R>> take(List<Owner<R>> pending) {
        List<Owner<R>> claiming = pending.stream()
                .filter(owner -> owner.pending().isRekeying()
                        && !owners.isPendingOutdated(owner.seen().value()))
                .toList();
        if (claiming.stream().anyMatch(owner -> owner.naming().wanted().isEmpty())) {
            names.policies().requireOwn();
        }
        Set<Held> taken = claims.takeAll(
                claiming.stream()
                        .flatMap(owner -> owner.naming().wanted().stream()
                                .map(wanted -> new Claims.Request(
                                        owner.id(), wanted, owner.pending().details())))
                        .toList(),
                names.now());
        List<Owner<R>> claimed = claiming.stream()
                .filter(owner -> taken.containsAll(owner.naming().wanted()))
                .toList();
        List<Owner<R>> done = commit(claimed, owner -> owner.naming().taken());
        Set<String> ids = done.stream().map(Owner::id).collect(Collectors.toSet());
        claimed.stream()
                .filter(owner -> !ids.contains(owner.id()))
                .forEach(owner -> names.releaseInvalid(owner.id(), owner.naming()));
        done.stream().filter(owner -> owner.naming().isSettled()).forEach(owner -> left.remove(owner.id()));
        return done.stream().filter(owner -> !owner.naming().isSettled()).toList();
    }

    private void release(List<Owner<R>> releasing) {
        Set<Integer> changed = Set.copyOf(records.confirmAll(releasing.stream()
                .map(owner ->
                        owners.unchanged(owner.id(), Optional.of(owner.seen().version())))
                .toList()));
        List<Owner<R>> confirmed = IntStream.range(0, releasing.size())
                .filter(place -> !changed.contains(place))
                .mapToObj(releasing::get)
                .toList();
        claims.releaseAll(confirmed.stream()
                .flatMap(owner ->
                        owner.naming().release().stream().map(held -> new Claims.Request(owner.id(), held, "")))
                .toList());
        commit(confirmed, owner -> owner.naming().released()).forEach(owner -> left.remove(owner.id()));
    }

    /** Commits what becomes of the name of each; they after that, without those for whom it has failed. */
    private List<Owner<R>> commit(List<Owner<R>> some, Function<Owner<R>, Naming> after) {
        List<Commit> commits = some.stream()
                .map(owner -> owners.commitQuietly(owner.id(), owner.seen(), after.apply(owner)))
                .toList();
        Set<Integer> failed = Set.copyOf(records.sendAll(commits));
        return IntStream.range(0, some.size())
                .filter(place -> !failed.contains(place))
                .mapToObj(place -> owner(
                        some.get(place).id(),
                        commits.get(place).written(some.get(place).seen().key())))
                .toList();
    }
}
