package galaxy.torture.hostile;

import galaxy.testkit.http.Http2Responses;
import galaxy.testkit.http.RawConnection;
import galaxy.torture.hostile.AttackSchedule.Attack;
import galaxy.torture.hostile.RequestTable.Row;
import galaxy.torture.workload.Choices;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends frames of HTTP/2 that no library sends to the gRPC port, and checks every response. */
record FrameAttacks(Context context) {
    private static final List<String> TEXTS =
            RequestTable.NAUGHTY_STRINGS.stream().filter(Text::isSendable).toList();

    /** Most of it never gets a response. */
    private static final Duration WAIT = Duration.ofMillis(1_500);

    List<Attack> all() {
        return List.of(
                attack("oversized and invalid gRPC messages", "messages"),
                attack("oversized and invalid gRPC metadata", "metadata"),
                attack("naughty strings, gRPC metadata", "text metadata"),
                attack("floods and invalid HTTP/2 frames", "frames"));
    }

    private Attack attack(String name, String table) {
        return new Attack(name, (attack, random) -> run(attack, RequestTable.any(table, random), random));
    }

    private void run(String attack, Row row, Choices random) throws IOException {
        Map<String, String> values = new HashMap<>(context.values());
        values.put("text", Text.bytes(random.any(TEXTS)));
        Map<Integer, Map<String, String>> streams = new TreeMap<>();
        try (RawConnection connection = new RawConnection(context.connections(), WAIT)) {
            try {
                connection.send(row.bytes(values));
                Http2Responses.read(connection, row.options().path("responses").asInt(1), streams);
            } catch (IOException e) {
                // What came before still counts.
                context.checks().count(attack, "closed or silent");
            }
            streams.values().forEach(headers -> check(attack, row.name(), headers));
            if (random.percent(50)) {
                connection.reset();
            }
        }
    }

    private void check(String attack, String what, Map<String, String> headers) {
        Checks checks = context.checks();
        int http = Integer.parseInt(headers.getOrDefault(":status", "0"));
        checks.check("no status from 500 on except 503", http < 500 || http == 503, what, headers);
        if (headers.containsKey("grpc-status") && http < 400) {
            int code = Integer.parseInt(headers.getOrDefault("grpc-status", "0"));
            boolean isOfService = headers.containsKey("x-request-id");
            new RpcCheck(checks)
                    .status(attack, what, Status.fromCodeValue(code).getCode(), isOfService, headers.toString());
        } else {
            checks.count(attack, "HTTP " + http);
        }
    }
}
