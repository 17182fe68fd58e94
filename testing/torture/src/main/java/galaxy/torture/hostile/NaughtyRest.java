package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.hostile.RestField.Place;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every naughty string in every field of every operation of the users service. */
final class NaughtyRest implements Attack {
    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Instant FIRST_END = Instant.parse("2090-01-01T00:00:00Z");
    private static final int REQUESTS_OF_ONE_USER = 20;
    private static final AtomicLong ENDS = new AtomicLong();

    /** What brings a user to a state in which an operation has something to do. */
    private static final Map<String, String> BEFORE = Map.of(
            "entitlements/grant", "entitlements/revoke",
            "entitlements/extend", "entitlements/grant",
            "entitlements/revoke", "entitlements/grant",
            "sanctions/remove", "sanctions/apply",
            "limits/remove", "limits/set");

    private final AttackContext context;
    private final Scenarios<RestField> scenarios;
    private final RawClient client;
    private String user = "";
    private int requests;

    NaughtyRest(AttackContext context, Scenarios<RestField> scenarios) {
        this.context = context;
        this.scenarios = scenarios;
        client = context.restClient();
    }

    @Override
    public String name() {
        return "naughty strings, REST";
    }

    @Override
    public void run(RandomGenerator random) throws IOException {
        if (requests++ % REQUESTS_OF_ONE_USER == 0) {
            user = Users.create(context.checks().addresses().next(), client);
        }
        Scenarios.Scenario<RestField> scenario = scenarios.next();
        RestField field = scenario.field();
        if (field.place() == Place.BODY) {
            prepare(field.operation().path());
        }
        RawRequest request = request(field, scenario.text(), random.nextInt(4) == 0);
        RawResponse response = send(field.operation(), request);
        if (response.status() / 100 == 2) {
            new ReadBack(context.checks(), client).check(field, scenario.text(), user, response);
        }
    }

    private RawResponse send(Operation operation, RawRequest request) throws IOException {
        try {
            RawResponse response = client.send(request);
            context.restCheck().check(name(), operation, request, response);
            return response;
        } catch (IOException e) {
            throw new IOException(Text.excerpt(request.toString()) + ": " + e.getMessage(), e);
        }
    }

    private void prepare(String path) throws IOException {
        for (Map.Entry<String, String> step : BEFORE.entrySet()) {
            if (path.endsWith(step.getKey())) {
                Operation first = new Operation("POST", path.replace(step.getKey(), step.getValue()));
                send(first, RawRequest.post(at(first), body(first).orElseThrow().toString()));
            }
        }
    }

    private String at(Operation operation) {
        return operation.path().replace("{user_id}", user);
    }

    /** The example of the contract, with a new e-mail address and ends that are later each time. */
    private Optional<ObjectNode> body(Operation operation) {
        return context.restCheck().contract().bodyExample(operation).map(example -> {
            ObjectNode body = (ObjectNode) example.deepCopy();
            if (body.has("email")) {
                body.put("email", context.checks().addresses().next());
            }
            String end = FIRST_END.plusSeconds(ENDS.incrementAndGet()).toString();
            List.of("ends_at", "expires_at").stream().filter(body::has).forEach(field -> body.put(field, end));
            return body;
        });
    }

    private RawRequest request(RestField field, String text, boolean isEscaped) {
        Operation operation = field.operation();
        Optional<ObjectNode> body = body(operation);
        Map<String, String> headers = new HashMap<>();
        body.ifPresent(_ -> headers.put("Content-Type", "application/json"));
        String path = operation.path();
        String query = "";
        switch (field.place()) {
            case BODY -> body.ifPresent(node -> put(node, field.name(), text));
            case BODY_KEY -> body.ifPresent(node -> node.put(text, "value"));
            case PATH -> path = path.replace("{" + field.name() + "}", encoded(text));
            case QUERY -> query = "?" + field.name() + "=" + encoded(text);
            case QUERY_NAME -> query = "?" + encoded(text) + "=1";
            case HEADER -> headers.put(field.name(), Text.sendable(text.replaceAll("[\\r\\n]", " ")));
        }
        // Half of a surrogate pair can only be sent escaped.
        JsonMapper mapper = isEscaped || !Text.isSendable(text) ? ESCAPING : RestCheck.JSON;
        String target = path.replace("{user_id}", user) + query;
        return new RawRequest(operation.method(), target, headers, body.map(mapper::writeValueAsString));
    }

    private static void put(ObjectNode body, String pointer, String value) {
        ObjectNode at = body;
        String[] names = pointer.substring(1).split("/", -1);
        for (int i = 0; i < names.length - 1; i++) {
            at = at.path(names[i]) instanceof ObjectNode inner ? inner : at.putObject(names[i]);
        }
        at.put(names[names.length - 1], value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
