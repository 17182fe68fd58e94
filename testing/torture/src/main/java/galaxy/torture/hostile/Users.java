package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** How users are created. */
final class Users {
    private static final int MOST_RETRIES = 20;
    private static final Duration RETRY_AFTER = Duration.ofMillis(250);

    private Users() {}

    static RawRequest request(String email) {
        return RawRequest.post("/api/v1/internal/users/ensure-by-email", body(email));
    }

    static String body(String email) {
        return "{\"email\":\"" + email
                + "\",\"registration_context\":{\"preferred_language\":\"en\",\"time_zone\":\"Europe/Berlin\"}}";
    }

    /** Creates a user, with retries when the service asks for them; the id. */
    static String create(String email, RawClient client) throws IOException {
        RawResponse response = client.send(request(email));
        for (int retry = 0; response.status() == 503 && retry < MOST_RETRIES; retry++) {
            LockSupport.parkNanos(RETRY_AFTER.toNanos());
            response = client.send(request(email));
        }
        JsonNode id = RestCheck.JSON.readTree(response.body()).path("user_id");
        if (!id.isString()) {
            throw new IOException("a user was not created: " + response.status());
        }
        return id.asString();
    }
}
