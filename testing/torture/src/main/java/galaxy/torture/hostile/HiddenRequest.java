package galaxy.torture.hostile;

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

    private String user = "";

    @Override
    public void run(HttpAttack attack, RandomGenerator random) throws IOException {
        AttackContext context = attack.context();
        RequestTable.Row carrier = Attack.any(CARRIERS, random);
        String number = Long.toString(NUMBER.incrementAndGet());
        String email = context.checks().addresses().next();
        try (RestClient client =
                new RestClient(context.target().users(), context.timeouts().response())) {
            if (user.isEmpty()) {
                user = client.createUser(context.checks().addresses().next());
            }
            Map<String, String> values =
                    Map.of("newUser", RestRequest.createBody(email), "number", number, "user", user);
            String hidden = RequestTable.render("$(hiddenRequest)", values);
            String next = RequestTable.render("$(nextRequest)", values);
            List<RawResponse> responses = attack.send(carrier.name(), carrier.bytes(Map.of("hidden", hidden)) + next);
            checkResponses(context.checks(), carrier.name(), number, responses);
            RawResponse trace = client.send(
                    RestRequest.post("/api/v1/internal/user-resolutions/by-email", "{\"email\":\"" + email + "\"}"));
            context.checks()
                    .check(
                            "no hidden request is carried out",
                            trace.status() == 200 && trace.body().contains("\"creatable\""),
                            carrier.name(),
                            trace);
        }
    }

    private static void checkResponses(Checks checks, String carrier, String number, List<RawResponse> responses) {
        for (RawResponse response : responses) {
            String id = response.header("X-Request-Id");
            // The head of a request that is refused may be all of it.
            checks.check(
                    "no hidden request is answered",
                    !id.equals("hidden-" + number) || response.status() == 400,
                    carrier,
                    responses);
            if (id.equals("next-" + number)) {
                checks.check(
                        "the request after a hidden one gets its own response",
                        response.status() == 200 && response.body().equals("{\"exists\":true}"),
                        carrier,
                        responses);
            }
        }
    }
}
