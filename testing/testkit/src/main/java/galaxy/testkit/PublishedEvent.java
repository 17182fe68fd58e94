package galaxy.testkit;

import galaxy.testkit.http.RestClient;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An event of the public stream: see {@code docs/reference/events.md}. Its data are parsed on demand: there are many events. */
public record PublishedEvent(Map<String, String> fields) {
    public String id() {
        return field("id");
    }

    public String type() {
        return field("type");
    }

    /** Such as {@code /galaxy/users}. */
    public String source() {
        return field("source");
    }

    /** The user whom it is about. */
    public String subject() {
        return field("subject");
    }

    /** The id of the request that led to it. */
    public String request() {
        return data().path("request_id").asString("");
    }

    public String operation() {
        return data().path("operation").asString("");
    }

    /** The version of the record that the change made. */
    public long sequence() {
        return Long.parseLong(fields.getOrDefault("sequence", "-1"));
    }

    public JsonNode data() {
        return RestClient.JSON.readTree(fields.getOrDefault("data", "{}"));
    }

    private String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
