package galaxy.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * One request.
 *
 * @param path below the address of the service; a value in it is an id, never an e-mail address
 * @param body none for a read
 * @param isRepeatable whether sending it twice comes to the same as sending it once
 */
record Call(
        String path, Map<String, String> query, Optional<ObjectNode> body, Optional<String> key, boolean isRepeatable) {
    static Call read(String path) {
        return new Call(path, Map.of(), Optional.empty(), Optional.empty(), true);
    }

    /** A request with a body that may be sent twice. */
    static Call post(String path, ObjectNode body) {
        return new Call(path, Map.of(), Optional.of(body), Optional.empty(), true);
    }

    /** A command, which may be sent twice only under a key, or if it changes nothing. */
    static Call command(String path, ObjectNode body, Delivery delivery) {
        return new Call(
                path,
                delivery.isDryRun() ? Map.of("dry_run", "true") : Map.of(),
                Optional.of(body),
                delivery.idempotencyKey().filter(key -> !delivery.isDryRun()),
                delivery.isDryRun() || delivery.idempotencyKey().isPresent());
    }

    Call with(String parameter, String value) {
        var more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new Call(path, more, body, key, isRepeatable);
    }

    /** Path and query as they are sent. */
    String target() {
        return query.isEmpty()
                ? path
                : path
                        + query.entrySet().stream()
                                .map(each -> each.getKey() + "=" + encode(each.getValue()))
                                .collect(Collectors.joining("&", "?", ""));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
