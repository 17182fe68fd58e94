package galaxy.client.transport;

import galaxy.client.PageRequest;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to a JSON API.
 *
 * @param path below the address of the service; holds ids, never an e-mail address
 * @param body of a read what is looked for, where that may not be in a path
 */
public record JsonRequest(
        String path,
        Map<String, String> query,
        Optional<ObjectNode> body,
        Optional<IdempotencyKey> key,
        Effect effect) {
    public static JsonRequest get(String path) {
        return new JsonRequest(path, Map.of(), Optional.empty(), Optional.empty(), Effect.NONE);
    }

    /** A read that says in its body what is looked for. */
    public static JsonRequest read(String path, ObjectNode body) {
        return new JsonRequest(path, Map.of(), Optional.of(body), Optional.empty(), Effect.NONE);
    }

    /** A change that is repeatable by contract. */
    public static JsonRequest post(String path, ObjectNode body) {
        return repeatable(path, body, Optional.empty());
    }

    /** A change that is repeatable by contract, with or without its key. */
    public static JsonRequest repeatable(String path, ObjectNode body, Optional<IdempotencyKey> key) {
        return new JsonRequest(path, Map.of(), Optional.of(body), key, Effect.REPEATABLE);
    }

    /** A change that is repeatable under its key alone. */
    public static JsonRequest change(String path, ObjectNode body, Optional<IdempotencyKey> key) {
        return new JsonRequest(
                path, Map.of(), Optional.of(body), key, key.isPresent() ? Effect.REPEATABLE : Effect.ONCE);
    }

    /**
     * A change that holds until an end, and is repeatable by contract; but a span begins anew each time, and so it is repeatable
     * under its key alone.
     */
    public static JsonRequest until(End end, String path, ObjectNode body, Optional<IdempotencyKey> key) {
        return end instanceof End.After ? change(path, body, key) : repeatable(path, body, key);
    }

    public JsonRequest with(String parameter, String value) {
        return with(Map.of(parameter, value));
    }

    public JsonRequest with(Map<String, String> parameters) {
        var more = new LinkedHashMap<>(query);
        more.putAll(parameters);
        return new JsonRequest(path, more, body, key, effect);
    }

    /** The same request, which shows what it would do. */
    public JsonRequest asDryRun() {
        JsonRequest dry = with("dry_run", "true");
        return new JsonRequest(path, dry.query(), body, key, Effect.NONE);
    }

    JsonRequest with(PageRequest page) {
        JsonRequest sized = with("page_size", Integer.toString(page.size()));
        return page.token().map(token -> sized.with("page_token", token)).orElse(sized);
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

    /** A text as a segment of a path or a value of a query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
