package galaxy.app.badday;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other services as this one sees them: real HTTP clients that spread their requests over its instances. */
final class Callers {
    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * An answer.
     *
     * @param status 0 when none came
     */
    record Reply(int status, String body, Optional<String> retryAfter, Duration took) {
        JsonNode json() {
            return JSON.readTree(body);
        }

        String text(String field) {
            return json().path(field).asString("");
        }

        boolean isOk() {
            return status == 200;
        }
    }

    private final List<URI> services;
    private final AtomicInteger next = new AtomicInteger();

    Callers(List<URI> services) {
        this.services = List.copyOf(services);
    }

    Reply resolve(String email) {
        return post("/user-resolutions/by-email", Map.of("email", email), "");
    }

    Reply ensure(String email) {
        return post(
                "/users/ensure-by-email",
                Map.of(
                        "email",
                        email,
                        "registration_context",
                        Map.of("preferred_language", "en", "time_zone", "Europe/Berlin")),
                "");
    }

    Reply account(String userId) {
        return get("/users/" + userId + "/account");
    }

    Reply rename(String userId, String name) {
        return post("/users/" + userId + "/profile", Map.of("race_name", name), "");
    }

    Reply grant(String userId) {
        return post(
                "/users/" + userId + "/entitlements/grant",
                Map.of(
                        "plan_code",
                        "paid_lifetime",
                        "source",
                        "support",
                        "reason_code",
                        "welcome",
                        "actor",
                        Map.of("type", "service")),
                "grant-" + userId);
    }

    Reply sanction(String userId) {
        return post(
                "/users/" + userId + "/sanctions/apply",
                Map.of(
                        "sanction_code",
                        "game_join_block",
                        "scope",
                        "lobby",
                        "reason_code",
                        "cheating",
                        "actor",
                        Map.of("type", "service")),
                "sanction-" + userId);
    }

    /** A path below the base of the interface. */
    Reply get(String path) {
        return get(service(path));
    }

    static Reply get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    /** @param key none if empty */
    Reply post(String path, Map<String, ?> body, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        return send(key.isEmpty() ? request : request.header("Idempotency-Key", key));
    }

    private URI service(String path) {
        URI service = services.get(Math.floorMod(next.getAndIncrement(), services.size()));
        return URI.create(service + "/api/v1/internal" + path);
    }

    private static Reply send(HttpRequest.Builder request) {
        long start = System.nanoTime();
        try {
            HttpResponse<String> response =
                    CLIENT.send(request.timeout(Duration.ofSeconds(15)).build(), HttpResponse.BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(), response.body(), response.headers().firstValue("Retry-After"), since(start));
        } catch (IOException e) {
            return new Reply(0, "", Optional.empty(), since(start));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
