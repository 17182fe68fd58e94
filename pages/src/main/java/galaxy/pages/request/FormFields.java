package galaxy.pages.request;

import galaxy.chassis.http.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was typed into a form: a missing field is empty, and lines end with LF. */
public final class FormFields {
    private final Map<String, List<String>> fields;

    private FormFields(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** The fields of these names, in the order of the form. */
    public static FormFields of(Form form, Set<String> names) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        names.forEach(name -> fields.put(
                name,
                form.all(name).stream()
                        .map(value -> value.replace("\r\n", "\n"))
                        .toList()));
        return new FormFields(fields);
    }

    /** The first value, or an empty text. */
    public String get(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }
}
