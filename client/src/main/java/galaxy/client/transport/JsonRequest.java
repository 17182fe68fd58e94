package galaxy.client.transport;

import galaxy.client.PageRequest;
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
 * @param body none for a read
 * @param isRepeatable whether sending it twice has the effect of sending it once
 */
public record JsonRequest(
        String path,
        Map<String, String> query,
        Optional<ObjectNode> body,
        Optional<IdempotencyKey> key,
        boolean isRepeatable) {
    public static JsonRequest get(String path) {
        return new JsonRequest(path, Map.of(), Optional.empty(), Optional.empty(), true);
    }

    /** A request with a body that is repeatable by contract. */
    public static JsonRequest post(String path, ObjectNode body) {
        return new JsonRequest(path, Map.of(), Optional.of(body), Optional.empty(), true);
    }

    /** A change that is repeatable under its key alone. */
    public static JsonRequest change(String path, ObjectNode body, Optional<IdempotencyKey> key) {
        return new JsonRequest(path, Map.of(), Optional.of(body), key, key.isPresent());
    }

    public JsonRequest with(String parameter, String value) {
        return with(Map.of(parameter, value));
    }

    public JsonRequest with(Map<String, String> parameters) {
        var more = new LinkedHashMap<>(query);
        more.putAll(parameters);
        return new JsonRequest(path, more, body, key, isRepeatable);
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
