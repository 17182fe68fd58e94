package galaxy.torture.users;

import galaxy.models.users.Command;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request, the same in all attempts.
 *
 * @param id sent as {@code X-Request-Id}
 * @param key sent as {@code Idempotency-Key}
 * @param path below the base of the interface
 * @param body absent for a {@code GET}
 * @param isWrite whether success acknowledges a change
 */
record Request(String id, Optional<String> key, String path, Optional<String> body, boolean isWrite) {
    private static final JsonMapper JSON = new JsonMapper();

    static Request get(String id, String path) {
        return new Request(id, Optional.empty(), path, Optional.empty(), false);
    }

    /** A read that has a body. */
    static Request query(String id, String path, Map<String, ?> body) {
        return new Request(id, Optional.empty(), path, Optional.of(JSON.writeValueAsString(body)), false);
    }

    static Request change(String id, String path, Map<String, ?> body) {
        return new Request(id, Optional.empty(), path, Optional.of(JSON.writeValueAsString(body)), true);
    }

    /** A command, with its id as its idempotency key if it takes one. */
    static Request of(String id, Command command, String userId) {
        Optional<String> key = Optional.of(id).filter(any -> command.kind().takesKey());
        return new Request(id, key, command.path(userId), Optional.of(JSON.writeValueAsString(command.body())), true);
    }

    /** The same without effect. */
    Request dry() {
        return new Request(id, Optional.empty(), path + "?dry_run=true", body, false);
    }

    /** The same under another id, which changes nothing more if the key is known. */
    Request again(String another) {
        return new Request(another, key, path, body, false);
    }

    /** Its name in the journal. */
    String what() {
        return (body.isPresent() ? "POST " : "GET ")
                + path.replaceFirst("\\?.*", "").replaceAll("usr_[a-z0-9]+", "{id}");
    }
}
