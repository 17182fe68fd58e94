package galaxy.torture.hostile;

import galaxy.torture.hostile.RestContract.Field;
import galaxy.torture.hostile.RestContract.Operation;
import galaxy.torture.hostile.RestContract.Place;
import galaxy.torture.hostile.RestJudge.RestRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every naughty string through every place of every operation of the users service. */
final class NaughtyRest implements Attack, AutoCloseable {
    private static final String HERE = "@@the naughty one@@";
    private static final int STRIKES_FOR_ONE_USER = 20;

    private static final AtomicLong DAYS = new AtomicLong();

    private final Arena arena;
    private final Deck<Field> deck;
    private final RestLine line;
    private final ReadBack readBack;
    private String user = "";
    private int struck;

    NaughtyRest(Arena arena, Deck<Field> deck) {
        this.arena = arena;
        this.deck = deck;
        this.line = new RestLine(arena.prey().usersPort(), arena.patience());
        this.readBack = new ReadBack(arena, line);
    }

    @Override
    public String name() {
        return "naughty strings, REST";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        Deck.Card<Field> card = deck.next();
        if (struck++ % STRIKES_FOR_ONE_USER == 0) {
            user = line.createUser(arena.mark().email());
        }
        Field field = card.field();
        if (field.place() == Place.BODY) {
            prepare(field.operation().id());
        }
        RestRequest request = request(field, card.text(), random);
        HttpReply reply = send(request);
        arena.rest().findings(name(), field.operation().id(), request, reply);
        if (reply.status() / 100 == 2) {
            readBack.check(field, card.text(), user, reply);
        }
    }

    private HttpReply send(RestRequest request) throws IOException {
        try {
            return line.send(request);
        } catch (IOException e) {
            throw new IOException(RestJudge.clip(request.toString()) + ": " + e.getMessage(), e);
        }
    }

    /** Brings the user where the operation has something to do. */
    private void prepare(String operation) throws IOException {
        switch (operation) {
            case "grantEntitlement" -> carryOut("revokeEntitlement");
            case "extendEntitlement", "revokeEntitlement" -> carryOut("grantEntitlement");
            case "removeSanction" -> carryOut("applySanction");
            case "removeLimit" -> carryOut("setLimit");
            default -> {}
        }
    }

    private void carryOut(String id) throws IOException {
        Operation operation = arena.contract().operation(id);
        RestRequest request = new RestRequest(
                operation.method(),
                operation.path().replace("{user_id}", user),
                headers(operation),
                body(operation).map(JsonNode::toString));
        arena.rest().findings(name(), id, request, send(request));
    }

    private static Map<String, String> headers(Operation operation) {
        return operation.example().isPresent() ? Map.of("Content-Type", "application/json") : Map.of();
    }

    /** The example of the contract, with an e-mail that is new and ends that come ever later. */
    private Optional<ObjectNode> body(Operation operation) {
        return operation.example().map(example -> {
            ObjectNode body = (ObjectNode) example.deepCopy();
            if (body.has("email")) {
                body.put("email", arena.mark().email());
            }
            long day = DAYS.incrementAndGet();
            for (String end : List.of("ends_at", "expires_at")) {
                if (body.has(end)) {
                    body.put(
                            end,
                            java.time.Instant.parse("2090-01-01T00:00:00Z")
                                    .plusSeconds(day)
                                    .toString());
                }
            }
            return body;
        });
    }

    private RestRequest request(Field field, String text, RandomGenerator random) {
        Operation operation = field.operation();
        Map<String, String> headers = new HashMap<>(headers(operation));
        String path = operation.path();
        String query = "";
        Optional<String> json = body(operation).map(body -> {
            if (field.place() == Place.BODY) {
                put(body, field.name(), HERE);
            } else if (field.place() == Place.BODY_KEY) {
                body.put(HERE, "value");
            }
            return body.toString().replace("\"" + HERE + "\"", JsonText.quoted(text, random));
        });
        switch (field.place()) {
            case BODY, BODY_KEY -> {}
            case PATH -> path = path.replace("{" + field.name() + "}", encoded(text));
            case QUERY -> query = "?" + field.name() + "=" + encoded(text);
            case QUERY_NAME -> query = "?" + encoded(text) + "=1";
            case HEADER -> headers.put(field.name(), RestJudge.sendable(text.replaceAll("[\\r\\n]", " ")));
        }
        return new RestRequest(operation.method(), path.replace("{user_id}", user) + query, headers, json);
    }

    private static void put(ObjectNode body, String pointer, String value) {
        String[] names = pointer.substring(1).split("/", -1);
        ObjectNode at = body;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.path(names[i]).isObject() ? (ObjectNode) at.path(names[i]) : at.putObject(names[i]);
        }
        at.put(names[names.length - 1], value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public void close() {
        line.close();
    }
}
