package galaxy.chassis.http;

import galaxy.chassis.json.JsonFields;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** The body of a response that is sent piece by piece. For one thread. */
public final class ResponseStream {
    private final Consumer<byte[]> sender;

    /** @param sender blocks until the client has accepted the bytes */
    ResponseStream(Consumer<byte[]> sender) {
        this.sender = sender;
    }

    /**
     * Sends bytes.
     *
     * @throws StreamEndedException when the client has left or accepts nothing, or the listener stops
     */
    public void send(byte[] bytes) {
        if (bytes.length > 0) {
            sender.accept(bytes);
        }
    }

    /** Sends one line of an NDJSON export. */
    public void line(Consumer<JsonFields> fields) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(JsonFields.encode(fields));
        bytes.write('\n');
        send(bytes.toByteArray());
    }

    /**
     * Sends a server-sent event.
     *
     * @param id by which a client continues after it, if it can
     * @param data one or more lines
     */
    public void event(String type, Optional<String> id, String data) {
        var text = new StringBuilder(data.length() + 64);
        id.ifPresent(value -> text.append("id: ").append(oneLine(value)).append('\n'));
        text.append("event: ").append(oneLine(type)).append('\n');
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        send(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a comment of server-sent events, which shows that both sides are there. */
    public void heartbeat() {
        send(": \n\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String oneLine(String text) {
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IllegalArgumentException("a field of an event is one line");
        }
        return text;
    }
}
