package galaxy.chassis.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a form ({@code application/x-www-form-urlencoded}, UTF-8). */
public final class Form {
    private final Map<String, List<String>> values;

    private Form(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws RefusedException for unknown, repeated or badly encoded fields, all of them at once */
    static Form parse(String raw, BodyKind.Form kind) {
        var problems = new Problems();
        var values = new LinkedHashMap<String, List<String>>();
        for (var pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (name.isEmpty() || !kind.fields().contains(name.get())) {
                problems.add(Fields.shown(name.orElse("")), "is not a field of this form");
            } else if (value.isEmpty()) {
                problems.add(name.get(), "is not percent-encoded UTF-8");
            } else if (value.get().indexOf('\0') >= 0) {
                problems.add(name.get(), "contains U+0000");
            } else if (values.containsKey(name.get()) && !kind.repeated().contains(name.get())) {
                problems.add(name.get(), "is given more than once");
            } else {
                values.computeIfAbsent(name.get(), first -> new ArrayList<>()).add(value.get());
            }
        }
        problems.refuseIfAny();
        return new Form(values);
    }

    /** In forms a {@code +} is a space. */
    private static Optional<String> decode(String raw) {
        if (!raw.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            return Optional.empty();
        }
        return PercentCoding.decode(raw.replace('+', ' '));
    }

    /** The value as it was sent, or nothing when the field is missing. */
    public Optional<String> field(String name) {
        return all(name).stream().findFirst();
    }

    /** Every value of a field that may be repeated, in the order in which they were sent. */
    public List<String> all(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }
}
