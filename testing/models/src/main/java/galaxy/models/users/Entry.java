package galaxy.models.users;

import static galaxy.testkit.model.Expected.NULL;
import static galaxy.testkit.model.Expected.object;

import galaxy.testkit.model.Expected;
import galaxy.testkit.model.Moment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A period, a sanction or an override of a limit.
 *
 * @param seq its number in the histories of the user
 * @param fields as responses show it
 * @param removal when, by whom and why it was removed; {@code null} three times if it was not
 * @param isActive whether it is in force: neither removed nor ended
 */
record Entry(long seq, Map<String, Object> fields, Map<String, Object> removal, boolean isActive) {
    /** What the names of stored fields lack of those in responses. */
    private static final Pattern LEFT_OUT =
            Pattern.compile("^(user|race|preferred|time|declared|sanction|limit|removed|removal)_|_(code|at)$");

    Entry(long seq, Map<String, Object> fields) {
        this(seq, fields, object("removed_at", NULL, "removed_by", NULL, "removal_reason_code", NULL), true);
    }

    Entry removed(Moment at, Object by, Object reason) {
        return new Entry(seq, fields, object("removed_at", at, "removed_by", by, "removal_reason_code", reason), false);
    }

    Entry at(long now) {
        return isActive && end() <= now ? new Entry(seq, fields, removal, false) : this;
    }

    String code(Restriction kind) {
        return (String) Expected.field(fields, kind.codeField());
    }

    boolean isPaid() {
        return Expected.field(fields, "is_paid").equals(true);
    }

    long end() {
        return Command.end(fields);
    }

    Map<String, Object> json() {
        return Expected.merge(fields, removal);
    }

    Map<String, Object> stored() {
        Map<String, Object> all = stored(fields);
        all.put("seq", seq);
        Map<String, Object> by = stored(removal);
        if (!by.isEmpty() && !fields.containsKey("plan_code")) {
            all.put("removal", by);
        }
        return all;
    }

    /** Which of the user's sanctions it is; the store has that of sanctions alone. */
    private static Object ordinal(Object reference) {
        String text = reference.toString();
        return Long.valueOf(text.substring(text.lastIndexOf('-') + 1));
    }

    /** Fields of a response as the store has them. */
    static Map<String, Object> stored(Map<String, Object> fields) {
        Map<String, Object> all = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (name.equals("reference")) {
                all.put("ordinal", ordinal(value));
            } else if (!value.equals(NULL) && !name.equals("is_paid")) {
                String as = LEFT_OUT.matcher(name).replaceAll("");
                all.put(as, value instanceof Map<?, ?> actor ? withoutNulls(actor) : value);
            }
        });
        return all;
    }

    private static Map<Object, Object> withoutNulls(Map<?, ?> actor) {
        Map<Object, Object> all = new LinkedHashMap<>(actor);
        all.values().removeIf(NULL::equals);
        return all;
    }
}
