package galaxy.app;

import galaxy.kernel.Printable;
import galaxy.store.EventStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes events, each on a line: for people, or as CloudEvents in JSON. */
final class EventPrinter {
    private static final JsonMapper JSON = new JsonMapper();

    private final PrintWriter out;
    private final boolean json;

    EventPrinter(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void print(EventStream.Entry entry) {
        if (json) {
            out.println(cloudEvent(entry.fields()));
        } else {
            Map<String, String> fields = entry.fields();
            ObjectNode data = (ObjectNode) JSON.readTree(fields.getOrDefault("data", "{}"));
            String type = fields.getOrDefault("type", "");
            String what = type.replaceFirst("^user\\.", "").replaceFirst("\\.changed$", "") + " "
                    + data.path("operation").asString("");
            out.printf(
                    "%s  %s  %-33s %s%n",
                    fields.getOrDefault("time", ""),
                    Printable.of(fields.getOrDefault("subject", "")),
                    Printable.of(what),
                    Printable.of(details(data)));
        }
    }

    void flush() {
        out.flush();
    }

    private static String cloudEvent(Map<String, String> fields) {
        ObjectNode event = JSON.createObjectNode();
        fields.forEach((name, value) -> {
            if (name.equals("data")) {
                event.set(name, JSON.readTree(value));
            } else {
                event.put(name, value);
            }
        });
        return JSON.writeValueAsString(event);
    }

    /** The changed part, then who is behind it: {@code name=value}, what has no value left out. */
    private static String details(ObjectNode data) {
        List<String> parts = new ArrayList<>();
        data.properties().forEach(field -> {
            switch (field.getKey()) {
                case "operation", "mutation_source", "actor", "request_id" -> {}
                default -> {
                    if (field.getValue().isObject()) {
                        field.getValue().properties().stream()
                                .filter(inner -> !inner.getKey().equals("actor"))
                                .forEach(inner -> add(parts, inner.getKey(), inner.getValue()));
                    } else {
                        add(parts, field.getKey(), field.getValue());
                    }
                }
            }
        });
        add(parts, "actor", data.path("actor"));
        add(parts, "mutation_source", data.path("mutation_source"));
        add(parts, "request_id", data.path("request_id"));
        return String.join(" ", parts);
    }

    private static void add(List<String> parts, String name, JsonNode value) {
        if (value.isObject()) {
            String id = value.path("id").asString("");
            parts.add(name + "=" + value.path("type").asString("") + (id.isEmpty() ? "" : "/" + id));
        } else if (!value.isNull() && !value.isMissingNode()) {
            String text = value.isString() ? value.stringValue() : value.toString();
            parts.add(name + "=" + (text.contains(" ") ? '"' + text + '"' : text));
        }
    }
}
