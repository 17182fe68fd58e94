package galaxy.store;

import galaxy.store.Naming.Pending;

/**
 * The names that new owners have from the first write of their record: where every key of the name is in the owner's bucket, the
 * commit that writes the record takes them, and nothing is ever half made.
 *
 * @param <R> the owner's record
 */
public final class FirstNames<R> {
    private final Claims claims;
    private final NameOwners<R> owners;
    private final KeyPolicies policies;

    FirstNames(Claims claims, NameOwners<R> owners, KeyPolicies policies) {
        this.claims = claims;
        this.owners = owners;
        this.policies = policies;
    }

    /** Whether a commit of this bucket can take the name. */
    public boolean areIn(Bucket bucket, Pending name) {
        return name.names().stream().allMatch(key -> claims.bucketOf(key).equals(bucket));
    }

    /**
     * Takes the name in the commit that writes the record of its owner, with {@link Naming#inForce}. The commit finds a conflict
     * if another has a key, and fails if an instance with another policy has started.
     */
    public Commit takeIn(Commit commit, String owner, Pending name) {
        name.claims().forEach(key -> claims.takeIn(commit, owner, key, name.details()));
        return commit;
    }

    /**
     * Whether a name is perhaps that of an owner who has not been given the keys of now, while all are. No one claims earlier keys
     * any more by then, so that one that is free stays so, and an owner who was given those of now had them before it became free.
     */
    public boolean isOfAnother(String owner, Pending name) {
        return !policies.isWhole()
                && !name.isRekeying()
                && owners.earlierKeys(name).stream()
                        .flatMap(key -> claims.find(key).stream())
                        .flatMap(claim -> claim.each().stream())
                        .anyMatch(claim -> !claim.owner().equals(owner));
    }
}
