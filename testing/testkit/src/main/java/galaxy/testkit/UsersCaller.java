package galaxy.testkit;

import galaxy.testkit.http.RestClient;
import galaxy.testkit.http.RestClient.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;

/** A caller of the users service that knows nothing but HTTP and JSON, and spreads its requests over the instances. */
public final class UsersCaller {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Map<String, String> ACTOR = Map.of("type", "service");

    private final List<URI> instances;
    private final AtomicInteger next = new AtomicInteger();

    public UsersCaller(List<URI> instances) {
        this.instances = List.copyOf(instances);
    }

    public static UsersCaller of(GalaxyInstance... instances) {
        return new UsersCaller(
                List.of(instances).stream().map(GalaxyInstance::users).toList());
    }

    public Reply resolve(String email) {
        return post("/user-resolutions/by-email", Map.of("email", email), "");
    }

    public Reply ensure(String email) {
        return post(
                "/users/ensure-by-email",
                Map.of(
                        "email",
                        email,
                        "registration_context",
                        Map.of("preferred_language", "en", "time_zone", "Europe/Berlin")),
                "");
    }

    public Reply account(String userId) {
        return get("/users/" + userId + "/account");
    }

    public Reply rename(String userId, String name) {
        return post("/users/" + userId + "/profile", Map.of("race_name", name), "");
    }

    public Reply grant(String userId) {
        Map<String, Object> body =
                Map.of("plan_code", "paid_lifetime", "source", "support", "reason_code", "welcome", "actor", ACTOR);
        return post("/users/" + userId + "/entitlements/grant", body, "grant-" + userId);
    }

    public Reply sanction(String userId) {
        Map<String, Object> body =
                Map.of("sanction_code", "game_join_block", "scope", "lobby", "reason_code", "cheating", "actor", ACTOR);
        return post("/users/" + userId + "/sanctions/apply", body, "sanction-" + userId);
    }

    /**
     * The ids of all users whom a filter names, page by page.
     *
     * @param filter {@code can_login=true}; empty for all
     */
    public Set<String> list(String filter) {
        Set<String> found = new TreeSet<>();
        String token = "";
        do {
            Reply reply = get("/users?page_size=200" + (filter.isEmpty() ? "" : "&" + filter) + token);
            if (!reply.isOk()) {
                throw new AssertionError(reply.body());
            }
            reply.json()
                    .path("items")
                    .forEach(each -> found.add(each.path("user_id").asString()));
            token = "&page_token=" + reply.json().path("next_page_token").asString("");
        } while (!token.equals("&page_token="));
        return found;
    }

    /** Reads a path below the base of the interface. */
    public Reply get(String path) {
        return send(HttpRequest.newBuilder(instance(path)));
    }

    /**
     * Sends a command.
     *
     * @param key the idempotency key, empty for none
     */
    public Reply post(String path, Map<String, ?> body, String key) {
        return post(path, RestClient.JSON.writeValueAsString(body), key);
    }

    /**
     * Sends a command.
     *
     * @param key the idempotency key, empty for none
     */
    public Reply post(String path, String body, String key) {
        HttpRequest.Builder request = RestClient.post(instance(path), body);
        return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    private URI instance(String path) {
        URI instance = instances.get(Math.floorMod(next.getAndIncrement(), instances.size()));
        return URI.create(instance + "/api/v1/internal" + path);
    }

    private static Reply send(HttpRequest.Builder request) {
        try {
            return RestClient.send(request, TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
