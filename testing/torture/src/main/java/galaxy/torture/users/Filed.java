package galaxy.torture.users;

import galaxy.torture.users.Life.Entry;
import galaxy.torture.users.Life.Period;
import galaxy.torture.users.Life.Removal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the store must have of a user. What every new user has is left out. */
final class Filed {
    private Filed() {}

    static Map<String, Object> account(Life life) {
        Map<String, Object> all = Picture.of(
                "id", life.id,
                "email", life.email,
                "name", life.name,
                "language", life.language,
                "zone", life.zone,
                "created", life.created,
                "updated", life.updated,
                "seq", life.nextSeq,
                "held", Picture.ANYTHING,
                "markers", markers(life));
        life.country.ifPresent(country -> all.put("country", country));
        if (life.periods.size() > 1) {
            Map<String, Object> plan = Picture.of(
                    "plan", life.plan.code(),
                    "source", life.plan.why().source(),
                    "actor", life.plan.why().actor(),
                    "reason", life.plan.why().reason(),
                    "starts", life.plan.starts(),
                    "updated", life.plan.updated());
            end(plan, "ends", life.plan.ends());
            all.put("entitlement", plan);
        }
        if (!life.sanctions.isEmpty()) {
            all.put(
                    "sanctions",
                    life.sanctions.values().stream().map(Filed::sanction).toList());
        }
        if (!life.limits.isEmpty()) {
            all.put("limits", life.limits.values().stream().map(Filed::limit).toList());
        }
        life.block.ifPresent(
                block -> all.put("block", Picture.of("reason", block.reason(), "actor", Life.ACTOR, "at", block.at())));
        return all;
    }

    /** Without the initial one. */
    static List<Object> periods(Life life) {
        List<Object> all = new ArrayList<>();
        for (Period period : life.periods.subList(1, life.periods.size())) {
            Map<String, Object> one = Picture.of(
                    "seq", period.seq(),
                    "plan", period.plan(),
                    "source", period.why().source(),
                    "actor", period.why().actor(),
                    "reason", period.why().reason(),
                    "starts", period.starts(),
                    "created", period.created());
            end(one, "ends", period.ends());
            all.add(one);
        }
        return all;
    }

    static List<Object> sanctions(List<Entry> past) {
        return List.copyOf(inOrder(past).stream().map(Filed::sanction).toList());
    }

    static List<Object> limits(List<Entry> past) {
        return List.copyOf(inOrder(past).stream().map(Filed::limit).toList());
    }

    private static List<Entry> inOrder(List<Entry> past) {
        return past.stream().sorted(Comparator.comparingLong(Entry::seq)).toList();
    }

    private static Map<String, Object> sanction(Entry entry) {
        return entry(entry, "scope");
    }

    private static Map<String, Object> limit(Entry entry) {
        return entry(entry, "value");
    }

    private static Map<String, Object> entry(Entry entry, String detail) {
        Map<String, Object> all = Picture.of(
                "seq",
                entry.seq(),
                "code",
                entry.code(),
                detail,
                entry.detail(),
                "reason",
                entry.reason(),
                "actor",
                Life.ACTOR,
                "applied",
                entry.applied());
        end(all, "expires", entry.expires());
        entry.removal().ifPresent(by -> all.put("removal", removal(by)));
        return all;
    }

    private static Map<String, Object> removal(Removal removal) {
        return Picture.of("at", removal.at(), "by", removal.by(), "reason", removal.reason());
    }

    private static void end(Map<String, Object> all, String field, long end) {
        if (end != Life.ENDLESS) {
            all.put(field, end);
        }
    }

    private static String markers(Life life) {
        StringBuilder digits = new StringBuilder();
        Shown.markers(life).forEach(open -> digits.append(open ? '1' : '0'));
        return digits.toString();
    }
}
