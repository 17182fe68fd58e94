package galaxy.torture.hostile;

import galaxy.torture.hostile.RestContract.Field;
import galaxy.torture.hostile.RestContract.Operation;
import galaxy.torture.hostile.RestContract.Place;
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

    private final AttackContext context;
    private final Scenarios<Field> scenarios;
    private final RestClient client;
    private String user = "";
    private int requests;

    NaughtyRest(AttackContext context, Scenarios<Field> scenarios) {
        this.context = context;
        this.scenarios = scenarios;
        client = context.target().rest(context.timeouts().response());
    }

    @Override
    public String name() {
        return "naughty strings, REST";
    }

    @Override
    public void run(RandomGenerator random) throws IOException {
        if (requests++ % REQUESTS_OF_ONE_USER == 0) {
            user = client.createUser(context.checks().addresses().next());
        }
        Scenarios.Scenario<Field> scenario = scenarios.next();
        Field field = scenario.field();
        if (field.place() == Place.BODY) {
            prepare(field.operation().id());
        }
        RawResponse response = send(field.operation().id(), request(field, scenario.text(), random.nextInt(4) == 0));
        if (response.status() / 100 == 2) {
            new ReadBack(context.checks(), client).check(field, scenario.text(), user, response);
        }
    }

    private RawResponse send(String operation, RestRequest request) throws IOException {
        try {
            RawResponse response = client.send(request);
            context.restCheck().check(name(), operation, request, response);
            return response;
        } catch (IOException e) {
            throw new IOException(Text.excerpt(request.toString()) + ": " + e.getMessage(), e);
        }
    }

    /** Brings the user to a state in which the operation has something to do. */
    private void prepare(String operation) throws IOException {
        String before = Map.of(
                        "grantEntitlement", "revokeEntitlement",
                        "extendEntitlement", "grantEntitlement",
                        "revokeEntitlement", "grantEntitlement",
                        "removeSanction", "applySanction",
                        "removeLimit", "setLimit")
                .getOrDefault(operation, "");
        if (!before.isEmpty()) {
            Operation first = context.contract().operation(before);
            String path = first.path().replace("{user_id}", user);
            send(
                    before,
                    new RestRequest(
                            first.method(), path, headers(first), body(first).map(ObjectNode::toString)));
        }
    }

    private static Map<String, String> headers(Operation operation) {
        return operation.example().isPresent() ? Map.of("Content-Type", "application/json") : Map.of();
    }

    /** The example of the contract, with a new e-mail address and ends that are later each time. */
    private Optional<ObjectNode> body(Operation operation) {
        return operation.example().map(example -> {
            ObjectNode body = (ObjectNode) example.deepCopy();
            if (body.has("email")) {
                body.put("email", context.checks().addresses().next());
            }
            String end = FIRST_END.plusSeconds(ENDS.incrementAndGet()).toString();
            for (String field : List.of("ends_at", "expires_at")) {
                if (body.has(field)) {
                    body.put(field, end);
                }
            }
            return body;
        });
    }

    private RestRequest request(Field field, String text, boolean isEscaped) {
        Operation operation = field.operation();
        Map<String, String> headers = new HashMap<>(headers(operation));
        Optional<ObjectNode> body = body(operation);
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
        return new RestRequest(
                operation.method(),
                path.replace("{user_id}", user) + query,
                headers,
                body.map(mapper::writeValueAsString));
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
