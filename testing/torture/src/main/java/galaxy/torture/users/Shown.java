package galaxy.torture.users;

import galaxy.torture.users.Life.Entry;
import galaxy.torture.users.Life.Period;
import galaxy.torture.users.Life.Plan;
import galaxy.torture.users.Life.Removal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the interface must show of a user. */
final class Shown {
    private static final int[] FREE = {0, 0, 3, 3, 0, 3};
    private static final int[] PAID = {3, 3, 10, 10, 30, 10};
    static final List<String> MARKERS = List.of(
            "can_login", "can_create_private_game", "can_manage_private_game", "can_join_game", "can_update_profile");

    /** The limit that must not be zero for a marker, none for the first and the last. */
    private static final int[] NEEDS = {-1, 0, 1, 5, -1};

    private Shown() {}

    static Map<String, Object> account(Life life) {
        return Picture.of(
                "user_id", life.id,
                "email", life.email,
                "race_name", life.name,
                "preferred_language", life.language,
                "time_zone", life.zone,
                "declared_country", life.country.<Object>map(code -> code).orElse(Picture.NOTHING),
                "entitlement", plan(life.plan),
                "active_sanctions", sanctions(life),
                "active_limits", limits(life),
                "effective_limits", effective(life),
                "created_at", life.created,
                "updated_at", life.updated);
    }

    static Map<String, Object> eligibility(Life life) {
        List<Boolean> markers = markers(life);
        Map<String, Object> shown = Picture.of();
        for (int i = 0; i < MARKERS.size(); i++) {
            shown.put(MARKERS.get(i), markers.get(i));
        }
        return Picture.of(
                "exists",
                true,
                "user_id",
                life.id,
                "entitlement",
                plan(life.plan),
                "active_sanctions",
                life.sanctions.values().stream()
                        .filter(each -> !each.code().equals("profile_update_block"))
                        .map(Shown::sanction)
                        .toList(),
                "effective_limits",
                effective(life),
                "markers",
                shown);
    }

    static Map<String, Object> plan(Plan plan) {
        return Picture.of(
                "plan_code", plan.code(),
                "is_paid", plan.isPaid(),
                "source", plan.why().source(),
                "actor", plan.why().actor(),
                "reason_code", plan.why().reason(),
                "starts_at", plan.starts(),
                "ends_at", end(plan.ends()),
                "updated_at", plan.updated());
    }

    static List<Object> sanctions(Life life) {
        return List.copyOf(life.sanctions.values().stream().map(Shown::sanction).toList());
    }

    static List<Object> limits(Life life) {
        return List.copyOf(life.limits.values().stream().map(Shown::limit).toList());
    }

    static List<Object> effective(Life life) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < Life.LIMITS.size(); i++) {
            all.add(Picture.of(
                    "limit_code",
                    Life.LIMITS.get(i),
                    "value",
                    value(life, i),
                    "origin",
                    life.limits.containsKey(i) ? "override" : "default"));
        }
        return all;
    }

    /** The five markers in their order. */
    static List<Boolean> markers(Life life) {
        List<Boolean> all = new ArrayList<>();
        for (int i = 0; i < MARKERS.size(); i++) {
            boolean isOpen = !life.sanctions.containsKey(i) && (NEEDS[i] < 0 || value(life, NEEDS[i]) > 0);
            all.add(isOpen && (i == 0 ? life.block.isEmpty() : all.getFirst()));
        }
        return all;
    }

    /** The whole history, the newest first. */
    static List<Object> periodHistory(Life life) {
        return List.copyOf(life.periods.reversed().stream().map(Shown::period).toList());
    }

    static List<Object> sanctionHistory(Life life) {
        return List.copyOf(history(life.sanctions, life.pastSanctions)
                .map(each -> with(sanction(each), each.removal()))
                .toList());
    }

    static List<Object> limitHistory(Life life) {
        return List.copyOf(history(life.limits, life.pastLimits)
                .map(each -> with(limit(each), each.removal()))
                .toList());
    }

    static Map<String, Object> sanction(Entry entry) {
        return Picture.of(
                "sanction_code", entry.code(),
                "scope", entry.detail(),
                "reason_code", entry.reason(),
                "actor", Life.ACTOR,
                "applied_at", entry.applied(),
                "expires_at", end(entry.expires()));
    }

    static Map<String, Object> limit(Entry entry) {
        return Picture.of(
                "limit_code", entry.code(),
                "value", entry.detail(),
                "reason_code", entry.reason(),
                "actor", Life.ACTOR,
                "applied_at", entry.applied(),
                "expires_at", end(entry.expires()));
    }

    static Map<String, Object> with(Map<String, Object> record, Optional<Removal> removal) {
        record.put("removed_at", removal.<Object>map(Removal::at).orElse(Picture.NOTHING));
        record.put("removed_by", removal.<Object>map(Removal::by).orElse(Picture.NOTHING));
        record.put("removal_reason_code", removal.<Object>map(Removal::reason).orElse(Picture.NOTHING));
        return record;
    }

    private static Map<String, Object> period(Period period) {
        return with(
                Picture.of(
                        "plan_code", period.plan(),
                        "is_paid", period.isPaid(),
                        "source", period.why().source(),
                        "actor", period.why().actor(),
                        "reason_code", period.why().reason(),
                        "starts_at", period.starts(),
                        "ends_at", end(period.ends()),
                        "created_at", period.created()),
                period.removal());
    }

    private static Stream<Entry> history(Map<Integer, Entry> inForce, List<Entry> past) {
        return Stream.concat(inForce.values().stream(), past.stream())
                .sorted(Comparator.comparingLong(Entry::seq).reversed());
    }

    private static int value(Life life, int limit) {
        Entry override = life.limits.get(limit);
        if (override != null) {
            return (int) override.detail();
        }
        return (life.isPaid() ? PAID : FREE)[limit];
    }

    private static Object end(long millis) {
        return millis == Life.ENDLESS ? Picture.NOTHING : Moment.at(millis);
    }
}
