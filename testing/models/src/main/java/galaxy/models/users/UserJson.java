package galaxy.models.users;

import static galaxy.testkit.model.Expected.ANYTHING;
import static galaxy.testkit.model.Expected.NULL;
import static galaxy.testkit.model.Expected.field;
import static galaxy.testkit.model.Expected.merge;
import static galaxy.testkit.model.Expected.object;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A user as responses show it and as the store has it. */
public final class UserJson {
    private UserJson() {}

    public static Map<String, Object> account(UserModel user) {
        Map<String, Object> shown = object("entitlement", user.plan, "effective_limits", limits(user));
        for (Restriction kind : Restriction.values()) {
            shown.put(kind.activeField(), list(user.active(kind), Entry::fields));
        }
        return merge(user.profile, shown);
    }

    public static Map<String, Object> eligibility(UserModel user) {
        Map<String, Object> markers = new LinkedHashMap<>();
        Restriction.MARKERS.forEach(marker -> markers.put(marker, may(user, marker)));
        Stream<Entry> sanctions = user.active(Restriction.SANCTION)
                .filter(entry -> !entry.fields().containsValue("profile_update_block"));
        Map<String, Object> shown = object("exists", true, "user_id", user.id(), "entitlement", user.plan);
        shown.putAll(object("active_sanctions", list(sanctions, Entry::fields), "markers", markers));
        return merge(shown, object("effective_limits", limits(user)));
    }

    /** What resolving the e-mail address returns. */
    public static Map<String, Object> resolution(UserModel user) {
        Object reason = user.blockReason().<Object>map(text -> text).orElse(NULL);
        String kind = reason.equals(NULL) ? "existing" : "blocked";
        // The id and the end of a block are checked where blocks are tested.
        Map<String, Object> shown = object("kind", kind, "user_id", user.id(), "block_reason_code", reason);
        return merge(shown, object("block_id", ANYTHING, "block_expires_at", ANYTHING));
    }

    /** The markers as the store has them. */
    public static String markers(UserModel user) {
        return Restriction.markers(
                user.codes(Restriction.SANCTION), overrides(user), user.isPaid(), user.block.isPresent());
    }

    public static boolean may(UserModel user, String marker) {
        return List.of(markers(user).split(",", -1)).contains(marker);
    }

    private static Map<String, Integer> overrides(UserModel user) {
        Map<String, Integer> overrides = new TreeMap<>();
        user.active(Restriction.LIMIT)
                .forEach(entry ->
                        overrides.put(entry.code(Restriction.LIMIT), (Integer) field(entry.fields(), "value")));
        return overrides;
    }

    private static List<Object> limits(UserModel user) {
        Map<String, Integer> overrides = overrides(user);
        return list(Restriction.LIMIT.codes().stream(), code -> {
            String origin = overrides.containsKey(code) ? "override" : "default";
            int value = Restriction.limit(code, user.isPaid(), overrides);
            return object("limit_code", code, "value", value, "origin", origin);
        });
    }

    /** All periods, the newest first. */
    public static List<Object> periods(UserModel user) {
        return list(user.periods.stream(), Entry::json).reversed();
    }

    /** All sanctions or overrides, the newest first. */
    public static List<Object> history(UserModel user, Restriction kind) {
        return list(user.all(kind), Entry::json).reversed();
    }

    /** The record of the account. What every new user has is left out. */
    public static Map<String, Object> stored(UserModel user) {
        Map<String, Object> all = Entry.stored(user.profile);
        all.putAll(object("seq", user.nextSeq, "held", ANYTHING, "markers", markers(user), "indexed", ANYTHING));
        if (user.nextSeq > 1) {
            long sanctions = user.all(Restriction.SANCTION).count();
            all.put("counted", object("seq", user.nextSeq, "sanctions", sanctions));
        }
        if (user.periods.size() > 1) {
            all.put("entitlement", Entry.stored(user.plan));
        }
        for (Restriction kind : Restriction.values()) {
            List<Object> active = list(user.active(kind), Entry::stored);
            if (!active.isEmpty()) {
                all.put(kind.noun() + "s", active);
            }
        }
        user.block.ifPresent(block -> all.put("block", Entry.stored(block)));
        return all;
    }

    /** The stored histories: the periods but the initial one, and what is no longer in force, by their numbers. */
    public static Map<String, Object> storedHistories(UserModel user) {
        Map<String, Object> all = object("periods", list(user.periods.stream().skip(1), Entry::stored));
        for (Restriction kind : Restriction.values()) {
            Stream<Entry> past = user.all(kind).filter(entry -> !entry.isActive());
            all.put(kind.noun() + "s", list(past, Entry::stored));
        }
        return all;
    }

    private static <T> List<Object> list(Stream<T> all, Function<T, Object> json) {
        return all.map(json).toList();
    }
}
