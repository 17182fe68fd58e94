package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every naughty string in every field of every operation of the REST services. A text that users accept must be stored as
 * their contract says: trimmed, composed, or as it was sent. For one thread.
 */
final class RestTexts {
    static final String RULE = "accepted texts are read back as the contract says";

    private static final JsonMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final Operation CREATE = new Operation("POST", "/api/v1/internal/users/ensure-by-email");
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

    /** Operations whose texts decide what happens and are returned by no read. */
    private static final Pattern WITHOUT_READ =
            Pattern.compile(".*/(user-[a-z]+/by-email(/remove)?|\\{user_id}/block)");

    private static final List<String> READS =
            List.of("account", "entitlement-periods?page_size=200", "sanctions?page_size=200", "limits?page_size=200");

    private final Context context;
    private final Rotation<Scenario> scenarios;
    private final Map<RestService, RawClient> clients = new HashMap<>();
    private String user = "";
    private int requests;

    /** A naughty string in a part of a request. */
    record Scenario(RestService service, Operation operation, Place place, String name, String text) {
        /** All of the contracts. Numbers and flags too: a text in their place must be refused. */
        static List<Scenario> all() {
            List<Scenario> all = new ArrayList<>();
            RestService.ALL.forEach(service -> all(service, all));
            return all;
        }

        private static void all(RestService service, List<Scenario> all) {
            OpenApi contract = service.contract();
            for (Operation operation : contract.operations()) {
                for (Place place : List.of(Place.PATH, Place.QUERY, Place.HEADER)) {
                    contract.parameters(operation, place.name().toLowerCase(Locale.ROOT))
                            .forEach(name -> add(service, operation, place, name, all));
                }
                add(service, operation, Place.QUERY_NAME, "", all);
                add(service, operation, Place.HEADER, "Authorization", all);
                contract.bodyFields(operation).forEach(name -> add(service, operation, Place.BODY, name, all));
                contract.bodyExample(operation).ifPresent(_ -> add(service, operation, Place.BODY_KEY, "", all));
            }
        }

        private static void add(
                RestService service, Operation operation, Place place, String name, List<Scenario> all) {
            RequestTable.NAUGHTY_STRINGS.forEach(text -> all.add(new Scenario(service, operation, place, name, text)));
        }
    }

    /** Where the text goes. */
    enum Place {
        PATH,
        QUERY,
        HEADER,
        /** The name of an additional parameter. */
        QUERY_NAME,
        /** A field of the body; its name is a JSON pointer. */
        BODY,
        /** The name of an additional field. */
        BODY_KEY
    }

    RestTexts(Context context, Rotation<Scenario> scenarios) {
        this.context = context;
        this.scenarios = scenarios;
        RestService.ALL.forEach(service -> clients.put(service, context.restClient(service)));
    }

    void send(String attack, Choices random) throws IOException {
        if (requests++ % REQUESTS_OF_ONE_USER == 0) {
            RawResponse created = send(attack, CREATE);
            user = RestCheck.JSON.readTree(created.body()).path("user_id").asString(user);
        }
        Scenario scenario = scenarios.next();
        String path = scenario.operation().path();
        boolean isOfUsers = scenario.service().equals(RestService.USERS);
        boolean isAccepted = scenario.place() == Place.BODY;
        for (Map.Entry<String, String> step : BEFORE.entrySet()) {
            if (isOfUsers && isAccepted && path.endsWith(step.getKey())) {
                var before = send(attack, new Operation("POST", path.replace(step.getKey(), step.getValue())));
                isAccepted = before.status() != 503;
            }
        }
        var response = send(attack, scenario.service(), scenario.operation(), request(scenario, random.percent(25)));
        isAccepted &= response.status() / 100 == 2;
        if (isOfUsers && isAccepted && !WITHOUT_READ.matcher(path).matches()) {
            checkStored(scenario, RestCheck.JSON.readTree(response.body()));
        }
    }

    /** A valid request to users. */
    private RawResponse send(String attack, Operation operation) throws IOException {
        String target = operation.path().replace("{user_id}", user);
        String body = body(RestService.USERS, operation).orElseThrow().toString();
        return send(attack, RestService.USERS, operation, RawRequest.post(target, body));
    }

    private RawResponse send(String attack, RestService service, Operation operation, RawRequest request)
            throws IOException {
        RawResponse response = client(service).send(request);
        context.rest().check(attack, service, operation, request, response);
        return response;
    }

    /** The example of the contract, with a new e-mail address and ends that are later each time. */
    private Optional<ObjectNode> body(RestService service, Operation operation) {
        return service.contract().bodyExample(operation).map(example -> {
            ObjectNode body = (ObjectNode) example.deepCopy();
            if (body.has("email")) {
                body.put("email", context.checks().newAddress());
            }
            String end = FIRST_END.plusSeconds(ENDS.incrementAndGet()).toString();
            List.of("ends_at", "expires_at").stream().filter(body::has).forEach(field -> body.put(field, end));
            return body;
        });
    }

    private RawRequest request(Scenario scenario, boolean isEscaped) {
        Operation operation = scenario.operation();
        String name = scenario.name();
        String text = scenario.text();
        Optional<ObjectNode> body = body(scenario.service(), operation);
        Map<String, String> headers = new HashMap<>();
        body.ifPresent(_ -> headers.put("Content-Type", "application/json"));
        String path = operation.path();
        String query = "";
        switch (scenario.place()) {
            case BODY -> {
                JsonPointer pointer = JsonPointer.compile(name);
                body.map(node -> node.withObject(pointer.head(), JsonNode.OverwriteMode.ALL, false))
                        .ifPresent(node -> node.put(pointer.last().getMatchingProperty(), text));
            }
            case BODY_KEY -> body.ifPresent(node -> node.put(text, "value"));
            case PATH -> path = path.replace("{" + name + "}", encoded(text));
            case QUERY -> query = "?" + name + "=" + encoded(text);
            case QUERY_NAME -> query = "?" + encoded(text) + "=1";
            case HEADER -> headers.put(name, Text.sendable(text.replaceAll("[\\r\\n]", " ")));
        }
        // Half of a surrogate pair can only be sent escaped.
        JsonMapper mapper = isEscaped || !Text.isSendable(text) ? ESCAPING : RestCheck.JSON;
        String target = RestService.filled(path.replace("{user_id}", user)) + query;
        return new RawRequest(operation.method(), target, headers, body.map(mapper::writeValueAsString));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private void checkStored(Scenario scenario, JsonNode response) throws IOException {
        if (response.path("outcome").asString("").equals("blocked")) {
            // Another request has blocked this e-mail address, so the user was not created.
            return;
        }
        String name = scenario.name().substring(scenario.name().lastIndexOf('/') + 1);
        String expected = stored(name, scenario.text());
        boolean isFolded = name.equals("preferred_language");
        Predicate<JsonNode> isExpected = node -> node.isString()
                && expected.equals(isFolded ? node.asString().toLowerCase(Locale.ROOT) : node.asString());
        boolean isFound = has(response, isExpected);
        String account = "/api/v1/internal/users/" + response.path("user_id").asString(user) + "/";
        for (int i = 0; i < READS.size() && !isFound; i++) {
            RawResponse read = client(RestService.USERS).get(account + READS.get(i));
            isFound = has(RestCheck.JSON.readTree(read.body()), isExpected);
        }
        context.checks().check(RULE, isFound, scenario, expected);
    }

    private RawClient client(RestService service) {
        return Objects.requireNonNull(clients.get(service));
    }

    private static String stored(String name, String text) {
        return switch (name) {
            case "email" -> Text.trimmed(text);
            case "race_name" -> Normalizer.normalize(Text.trimmed(text), Normalizer.Form.NFC);
            case "preferred_language" -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    /** Whether any node of a tree is as it should be. */
    static boolean has(JsonNode node, Predicate<JsonNode> isExpected) {
        return isExpected.test(node) || node.valueStream().anyMatch(child -> has(child, isExpected));
    }
}
