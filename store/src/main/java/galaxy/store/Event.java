package galaxy.store;

import galaxy.kernel.Rfc3339;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A domain event in the shape of CloudEvents 1.0: attributes as fields of a stream entry, and {@code data} as JSON.
 *
 * @param id unique
 * @param type for example {@code user.profile.changed}
 * @param source the service, for example {@code /galaxy/users}
 * @param subject whom it is about: a user id, never an e-mail address
 * @param time when the change was decided, whole milliseconds
 * @param sequence the version of the record that the change made
 * @param traceparent the W3C trace context of the request, or empty
 * @param data a JSON object
 */
public record Event(
        String id,
        String type,
        String source,
        String subject,
        Instant time,
        long sequence,
        String traceparent,
        String data) {
    private static final int SEQUENCE_DIGITS = Long.toString(Long.MAX_VALUE).length();

    List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>(20);
        add(fields, "specversion", "1.0");
        add(fields, "id", id);
        add(fields, "type", type);
        add(fields, "source", source);
        add(fields, "subject", subject);
        add(fields, "time", Rfc3339.format(time));
        add(fields, "datacontenttype", "application/json");
        if (!traceparent.isEmpty()) {
            add(fields, "traceparent", traceparent);
        }
        add(fields, "sequence", sortable(sequence));
        add(fields, "data", data);
        return fields;
    }

    /** Digits of a fixed number, because the extension of CloudEvents compares sequences as texts. */
    static String sortable(long sequence) {
        String digits = Long.toString(sequence);
        return "0".repeat(SEQUENCE_DIGITS - digits.length()) + digits;
    }

    private static void add(List<byte[]> fields, String name, String value) {
        fields.add(utf8(name));
        fields.add(utf8(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
