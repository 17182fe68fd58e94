package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * A request inside another one, where readers of HTTP could disagree on where the first one ends (request smuggling). It
 * creates a user that no other request creates: if the user exists afterwards, it was carried out.
 */
final class HiddenRequest implements HttpAttack.Step {
    private static final List<RequestTable.Row> CARRIERS = RequestTable.rows("hidden");
    private static final AtomicLong NUMBER = new AtomicLong();

    private volatile String user = "";

    @Override
    public void run(HttpAttack attack, RandomGenerator random) throws IOException {
        AttackContext context = attack.context();
        Checks checks = context.checks();
        String carrier = Attack.any(CARRIERS, random).send();
        String number = Long.toString(NUMBER.incrementAndGet());
        String email = checks.addresses().next();
        try (RawClient client = context.restClient()) {
            if (user.isEmpty()) {
                user = Users.create(checks.addresses().next(), client);
            }
            String newUser = Users.body(email);
            Map<String, String> values = Map.of("newUser", newUser, "number", number, "user", user);
            String hidden = RequestTable.render("$(hiddenRequest)", values);
            String request = RequestTable.render(carrier, Map.of("hidden", hidden));
            String next = RequestTable.render("$(nextRequest)", values);
            List<RawResponse> responses = attack.send("hidden", request + next);
            for (RawResponse response : responses) {
                String id = response.header("X-Request-Id");
                // The head of a request that is refused may be all of it.
                boolean isAnswered = id.equals("hidden-" + number) && response.status() != 400;
                checks.check("no hidden request is answered", !isAnswered, carrier, responses);
                if (id.equals("next-" + number)) {
                    boolean isOwn = response.status() == 200 && response.body().equals("{\"exists\":true}");
                    checks.check("the request after a hidden one gets its own response", isOwn, carrier, responses);
                }
            }
            RawResponse trace = client.send(
                    RawRequest.post("/api/v1/internal/user-resolutions/by-email", "{\"email\":\"" + email + "\"}"));
            boolean isCarriedOut = trace.status() != 200 || !trace.body().contains("\"creatable\"");
            checks.check("no hidden request is carried out", !isCarriedOut, carrier, trace);
        }
    }
}
