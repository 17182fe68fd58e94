package galaxy.store;

import java.util.Optional;

/**
 * By which policy the keys of all names of a service were made, and how far that is: one record for each service, which every
 * instance reads once a second.
 *
 * @param policy of the instance that started last
 * @param isWhole whether the keys of every name were made by it
 * @param reached the member of the walk over all records that was reached, while it is under way
 */
record KeyPolicy(String policy, boolean isWhole, Optional<String> reached) {
    static final Format<KeyPolicy> FORMAT = Format.json(
            (fields, keys) -> {
                fields.string("policy", keys.policy()).bool("whole", keys.isWhole());
                keys.reached().ifPresent(member -> fields.string("reached", member));
            },
            json -> new KeyPolicy(
                    StoredJson.text(json, "policy"),
                    json.path("whole").booleanValue(false),
                    StoredJson.optional(json, "reached").map(member -> member.stringValue())));

    /** All names have their keys by a policy. */
    static KeyPolicy whole(String policy) {
        return new KeyPolicy(policy, true, Optional.empty());
    }

    /** All names are to get keys by a policy. */
    static KeyPolicy begun(String policy) {
        return new KeyPolicy(policy, false, Optional.empty());
    }

    KeyPolicy reached(String member) {
        return new KeyPolicy(policy, isWhole, Optional.of(member));
    }
}
