package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import galaxy.torture.hostile.RequestTable.Row;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Sends frames of HTTP/2 that no library sends to the gRPC port, and checks every response. */
record FrameAttack(AttackContext context, String name, List<Row> rows) implements Attack {
    private static final List<String> TEXTS =
            NaughtyStrings.all().stream().filter(Text::isSendable).toList();

    /** Most of it never gets a response. */
    private static final Duration WAIT = Duration.ofMillis(1_500);

    static List<Attack> all(AttackContext context) {
        return List.of(
                new FrameAttack(context, "oversized and invalid gRPC messages", RequestTable.rows("messages")),
                new FrameAttack(context, "oversized and invalid gRPC metadata", RequestTable.rows("metadata")),
                new FrameAttack(context, "naughty strings, gRPC metadata", RequestTable.rows("text metadata")),
                new FrameAttack(context, "floods and invalid HTTP/2 frames", RequestTable.rows("frames")));
    }

    @Override
    public void run(RandomGenerator random) throws IOException {
        Row row = Attack.any(rows, random);
        Map<String, String> values = new HashMap<>(context.values());
        values.put("text", Text.bytes(Attack.any(TEXTS, random)));
        Http2Responses responses = new Http2Responses();
        try (RawConnection connection = new RawConnection(context.target().connections(), WAIT)) {
            try {
                connection.send(row.bytes(values));
                responses.read(connection.in(), row.options().path("responses").asInt(1));
            } catch (IOException e) {
                // What came before still counts.
                context.checks().count(name, "closed or silent");
            }
            responses.headers().forEach(headers -> check(row.name(), headers));
            if (random.nextBoolean()) {
                connection.reset();
            }
        }
    }

    private void check(String what, Map<String, String> headers) {
        Checks checks = context.checks();
        int http = Integer.parseInt(headers.getOrDefault(":status", "0"));
        checks.check("no status from 500 on except 503", http < 500 || http == 503, what, headers);
        if (headers.containsKey("grpc-status") && http < 400) {
            int code = Integer.parseInt(headers.getOrDefault("grpc-status", "0"));
            boolean isOfService = headers.containsKey("x-request-id");
            new RpcCheck(checks)
                    .status(name, what, Status.fromCodeValue(code).getCode(), isOfService, headers.toString());
        } else {
            checks.count(name, "HTTP " + http);
        }
    }
}
