package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.OpenApi;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.hostile.RequestTable.Row;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Attacks of short duration on the REST port. */
final class HttpAttacks {
    private static final List<Row> HEADS = RequestTable.rows("heads");
    private static final List<Row> ENDLESS = RequestTable.rows("endless");
    private static final List<Row> BODIES = RequestTable.rows("bodies");
    private static final List<Row> PIPELINED = RequestTable.rows("pipelined");
    private static final List<Row> ADDRESSES = RequestTable.rows("addresses");
    private static final String REQUESTS = RequestTable.render("$(5*$(resolveUser))", Map.of());
    private static final int MOST_PIPELINED = 200;

    private HttpAttacks() {}

    static List<Attack> all(AttackContext context) {
        return List.of(
                new HttpAttack(context, "oversized and invalid heads and framing", HttpAttacks::head),
                new HttpAttack(context, "oversized and invalid bodies", HttpAttacks::body),
                new HttpAttack(context, "hidden requests", new HiddenRequest()),
                new HttpAttack(context, "pipelined requests", HttpAttacks::pipeline),
                new HttpAttack(context, "e-mail addresses in REST requests", HttpAttacks::addresses),
                new HttpAttack(context, "resets and half-closed connections", HttpAttacks::interrupt));
    }

    private static void head(HttpAttack attack, RandomGenerator random) throws IOException {
        if (random.nextInt(4) == 0) {
            attack.sendEndless(Attack.any(ENDLESS, random));
        } else {
            Row row = Attack.any(HEADS, random);
            attack.send(row.name(), row.bytes(attack.context().values()));
        }
    }

    /** Any body to any operation that takes one. */
    private static void body(HttpAttack attack, RandomGenerator random) throws IOException {
        OpenApi contract = attack.context().restCheck().contract();
        List<Operation> operations = contract.operations().stream()
                .filter(operation -> contract.bodyExample(operation).isPresent())
                .toList();
        Operation operation = Attack.any(operations, random);
        Row row = Attack.any(BODIES, random);
        String body = row.bytes(attack.context().values());
        String head = operation + " HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n";
        String chunk = body.isEmpty() ? "" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
        String framed = random.nextInt(3) == 0
                ? "Transfer-Encoding: chunked\r\n\r\n" + chunk + "0\r\n\r\n"
                : "Content-Length: " + body.length() + "\r\n\r\n" + body;
        String request = head.replace("{user_id}", "usr_00000000000000000000000000")
                + row.options().path("headers").asString("")
                + framed;
        List<RawResponse> responses = attack.send(operation + ", " + row.name(), request);
        boolean isRefused = responses.size() <= 1 && responses.stream().allMatch(response -> response.status() >= 400);
        String rule = "no body that breaks the contract is accepted";
        attack.context().checks().check(rule, isRefused, operation, row.name(), responses);
    }

    /** Regular requests without waiting for responses. */
    private static void pipeline(HttpAttack attack, RandomGenerator random) throws IOException {
        int count = 1 + random.nextInt(MOST_PIPELINED);
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Map<String, String> values = new HashMap<>(attack.context().values());
            values.put("number", Integer.toString(i));
            requests.append(Attack.any(PIPELINED, random).bytes(values));
        }
        List<RawResponse> responses = attack.send(count + " requests", requests.toString());
        boolean isInOrder = responses.size() == count;
        for (int i = 0; i < responses.size(); i++) {
            isInOrder &= responses.get(i).header("X-Request-Id").equals("pipelined-" + i);
        }
        attack.context().checks().check("pipelined requests are answered in order", isInOrder, count, responses.size());
    }

    private static void addresses(HttpAttack attack, RandomGenerator random) throws IOException {
        Map<String, String> values = attack.context().values();
        for (Row row : ADDRESSES) {
            attack.send(row.name(), row.bytes(values));
        }
    }

    /** A connection to any port that ends in the middle, with a reset or only one half of it. */
    private static void interrupt(HttpAttack attack, RandomGenerator random) throws IOException, InterruptedException {
        AttackContext context = attack.context();
        TargetProcess target = context.target();
        InetSocketAddress port =
                Attack.any(List.of(target.users(), target.users(), target.connections(), target.management()), random);
        try (RawConnection connection =
                new RawConnection(port, context.timeouts().response())) {
            connection.send(REQUESTS.substring(0, random.nextInt(REQUESTS.length() + 1)));
            if (random.nextInt(4) == 0) {
                connection.finish();
                connection.readAll();
            } else {
                Thread.sleep(random.nextBoolean() ? 0 : random.nextInt(20));
                if (random.nextInt(3) > 0) {
                    connection.reset();
                }
            }
            context.checks().count(attack.name(), "ended");
        }
    }
}
