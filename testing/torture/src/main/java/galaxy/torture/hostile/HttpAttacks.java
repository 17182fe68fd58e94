package galaxy.torture.hostile;

import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawRequest;
import galaxy.testkit.http.RawResponse;
import galaxy.testkit.openapi.Operation;
import galaxy.torture.hostile.AttackSchedule.Attack;
import galaxy.torture.hostile.RequestTable.Row;
import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Attacks of short duration on the HTTP ports with bytes that no regular client sends. */
record HttpAttacks(Context context) {
    private static final String REQUESTS = RequestTable.render("$(5*$(resolveUser))", Map.of());
    private static final int MOST_PIPELINED = 200;
    /** How many pieces are far more than all buffers on the way hold. */
    private static final int MOST_PIECES = 1000;

    private static final AtomicLong NUMBER = new AtomicLong();

    List<Attack> all() {
        return List.of(
                new Attack("oversized and invalid heads and framing", this::head),
                new Attack("oversized and invalid bodies", this::body),
                new Attack("hidden requests", this::hide),
                new Attack("pipelined requests", this::pipeline),
                new Attack("e-mail addresses in REST requests", this::addresses),
                new Attack("resets and half-closed connections", this::interrupt));
    }

    private void head(String attack, Choices random) throws IOException {
        Row row = RequestTable.any(random.percent(25) ? "endless" : "heads", random);
        send(random.any(context.http()), attack, row.name(), row.bytes(context.values()), row.more());
    }

    /** Sends bytes, then a piece if there is one until the service takes no more, and reads until the connection ends. */
    private List<RawResponse> send(InetSocketAddress port, String attack, String what, String bytes, String piece)
            throws IOException {
        try (RawConnection connection = context.connect(port)) {
            boolean isTaken = connection.send(bytes);
            if (piece.isEmpty()) {
                connection.finish();
            } else {
                for (int sent = 0; isTaken && sent < MOST_PIECES; sent++) {
                    isTaken = connection.send(piece);
                }
                context.checks().check("endless requests are cut off", !isTaken, what);
            }
            return context.rest().check(attack, what, connection.readAll());
        } catch (SocketTimeoutException e) {
            context.checks().check(RestCheck.ENDS, false, what, e);
            return List.of();
        }
    }

    /** Any body to any operation that takes one. */
    private void body(String attack, Choices random) throws IOException {
        RestService service = random.any(RestService.ALL);
        Operation operation = random.any(service.withBody());
        Row row = RequestTable.any("bodies", random);
        String body = row.bytes(context.values());
        Map<String, String> values = Map.of(
                "operation", RestService.filled(operation.toString()),
                "headers", row.options().path("headers").asString(""),
                "body", body);
        boolean isChunked = random.percent(33);
        String form = !isChunked ? "whole" : body.isEmpty() ? "emptyChunked" : "chunked";
        String request = RequestTable.render("$(" + form + ")", values);
        List<RawResponse> responses =
                send(context.address(service), attack, operation + ", " + row.name(), request, "");
        boolean isRefused = responses.size() <= 1 && responses.stream().allMatch(response -> response.status() >= 400);
        String rule = "no body that breaks the contract is accepted";
        context.checks().check(rule, isRefused, operation, row.name(), responses);
    }

    /**
     * A request inside another one, where readers of HTTP could disagree on where the first one ends (request smuggling). It
     * creates a user that no other request creates: if the user exists afterwards, it was carried out.
     */
    private void hide(String attack, Choices random) throws IOException {
        Checks checks = context.checks();
        Row carrier = RequestTable.any("hidden", random);
        String number = Long.toString(NUMBER.incrementAndGet());
        String email = checks.newAddress();
        Map<String, String> values = new HashMap<>(Map.of("email", email, "number", number));
        values.put("hidden", RequestTable.render("$(hiddenRequest)", values));
        String request = carrier.bytes(values) + RequestTable.render("$(nextRequest)", values);
        for (RawResponse response : send(context.users(), attack, carrier.name(), request, "")) {
            String id = response.header("X-Request-Id");
            // The head of a request that is refused may be all of it.
            boolean isAnswered = id.equals("hidden-" + number) && response.status() != 400;
            checks.check("no hidden request is answered", !isAnswered, carrier, response);
            if (id.equals("next-" + number)) {
                boolean isOwn = response.status() == 200 && response.body().equals("{\"exists\":false}");
                checks.check("the request after a hidden one gets its own response", isOwn, carrier, response);
            }
        }
        try (RawClient client = context.restClient()) {
            RawResponse trace;
            do {
                trace = client.send(
                        RawRequest.post("/api/v1/internal/user-resolutions/by-email", "{\"email\":\"" + email + "\"}"));
            } while (trace.status() == 503);
            boolean isCarriedOut = trace.status() != 200 || !trace.body().contains("\"creatable\"");
            checks.check("no hidden request is carried out", !isCarriedOut, carrier, trace);
        }
    }

    /** Regular requests without waiting for responses. */
    private void pipeline(String attack, Choices random) throws IOException {
        int count = 1 + random.random().nextInt(MOST_PIPELINED);
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            Map<String, String> values = new HashMap<>(context.values());
            values.put("number", Integer.toString(i));
            all.append(RequestTable.any("pipelined", random).bytes(values));
        }
        List<RawResponse> responses = send(context.users(), attack, count + " requests", all.toString(), "");
        boolean isInOrder = responses.size() == count;
        for (int i = 0; i < responses.size(); i++) {
            isInOrder &= responses.get(i).header("X-Request-Id").equals("pipelined-" + i);
        }
        context.checks().check("pipelined requests are answered in order", isInOrder, count, responses.size());
    }

    private void addresses(String attack, Choices random) throws IOException {
        Map<String, String> values = context.values();
        for (Row row : RequestTable.rows("addresses")) {
            send(random.any(context.http()), attack, row.name(), row.bytes(values), "");
        }
    }

    /** A connection to any port that ends in the middle, with a reset or only one half of it. */
    private void interrupt(String attack, Choices random) throws IOException, InterruptedException {
        InetSocketAddress port = random.percent(25) ? context.connections() : random.any(context.http());
        try (RawConnection connection = context.connect(port)) {
            connection.send(REQUESTS.substring(0, random.random().nextInt(REQUESTS.length() + 1)));
            if (random.percent(25)) {
                connection.finish();
                connection.readAll();
            } else {
                Thread.sleep(random.percent(50) ? 0 : random.random().nextInt(20));
                if (random.percent(66)) {
                    connection.reset();
                }
            }
            context.checks().count(attack, "ended");
        }
    }
}
