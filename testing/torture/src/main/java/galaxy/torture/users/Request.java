package galaxy.torture.users;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is asked of the service: the same in all attempts.
 *
 * @param id sent as {@code X-Request-Id}
 * @param key sent as {@code Idempotency-Key}
 * @param path below the base of the interface
 * @param body absent for a {@code GET}
 * @param isWrite whether a yes acknowledges a change
 */
record Request(String id, Optional<String> key, String path, Optional<String> body, boolean isWrite) {
    private static final JsonMapper JSON = new JsonMapper();

    static Request get(String id, String path) {
        return new Request(id, Optional.empty(), path, Optional.empty(), false);
    }

    /** A question that happens to need a body. */
    static Request question(String id, String path, Map<String, ?> body) {
        return new Request(id, Optional.empty(), path, Optional.of(JSON.writeValueAsString(body)), false);
    }

    static Request change(String id, String path, Map<String, ?> body) {
        return new Request(id, Optional.empty(), path, Optional.of(JSON.writeValueAsString(body)), true);
    }

    /** With an idempotency key, which is its id. */
    Request keyed() {
        return new Request(id, Optional.of(id), path, body, isWrite);
    }

    /** The same as a trial that changes nothing. */
    Request dry() {
        return new Request(id, Optional.empty(), path + "?dry_run=true", body, false);
    }

    /** The same under another id, which changes nothing since the key is known. */
    Request again(String another) {
        return new Request(another, key, path, body, false);
    }

    /** What to call it in the journal. */
    String what() {
        int query = path.indexOf('?');
        return (body.isPresent() ? "POST " : "GET ")
                + (query < 0 ? path : path.substring(0, query)).replaceAll("usr_[a-z0-9]+", "{id}");
    }
}
