package galaxy.torture.hostile;

import io.grpc.Status.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Sends frames to the gRPC port that no library would, waits a little for what comes back, and hangs up in one way or another. */
final class RawRpc implements Attack {
    /** Most of it is never answered, so there is nothing to wait for. */
    private static final Duration A_LITTLE = Duration.ofMillis(1_500);

    private final Arena arena;
    private final String name;
    private final List<Volley> volleys;

    /**
     * What to send in one go.
     *
     * @param answers how many streams of it should end
     */
    record Volley(String what, Supplier<byte[]> bytes, int answers) {}

    RawRpc(Arena arena, String name, List<Volley> volleys) {
        this.arena = arena;
        this.name = name;
        this.volleys = volleys;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        Volley volley = volleys.get(random.nextInt(volleys.size()));
        Http2Answers answers = new Http2Answers();
        try (Wire wire = new Wire(arena.prey().connectionsPort(), A_LITTLE)) {
            readSome(wire, volley, answers);
            findings(volley, answers);
            if (random.nextBoolean()) {
                wire.reset();
            }
        }
    }

    /** When it hangs up, or there is nothing to say, what was said before counts. */
    private void readSome(Wire wire, Volley volley, Http2Answers answers) {
        try {
            wire.send(volley.bytes.get());
            answers.read(wire.in(), volley.answers);
        } catch (IOException e) {
            arena.tally().count(name, "ended or silent");
        }
    }

    private void findings(Volley volley, Http2Answers answers) {
        answers.heads().values().forEach(head -> {
            int http = number(head, ":status");
            arena.findings()
                    .check(
                            "no status of 500 and more but 503",
                            http < 500 || http == 503,
                            () -> volley.what + ": " + RestJudge.clip(head.toString()));
            if (head.containsKey("grpc-status") && http < 400) {
                Code code = io.grpc.Status.fromCodeValue(number(head, "grpc-status"))
                        .getCode();
                arena.rpc().findings(name, volley.what, code, head.containsKey("x-request-id"), head.toString());
            } else {
                arena.tally().count(name, "HTTP " + http);
            }
        });
    }

    private static int number(Map<String, String> head, String name) {
        return Integer.parseInt(head.getOrDefault(name, "0"));
    }
}
