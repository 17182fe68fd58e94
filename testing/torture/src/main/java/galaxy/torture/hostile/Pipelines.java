package galaxy.torture.hostile;

import java.io.IOException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Honest requests in one piece, with a client that never waits: each must be answered, as itself and in its turn. */
final class Pipelines extends RawAttack {
    private static final int MOST = 200;

    Pipelines(Arena arena) {
        super(arena);
    }

    @Override
    public String name() {
        return "requests in one piece";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        int count = 1 + random.nextInt(MOST);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(request(i, random.nextInt(3)));
        }
        List<HttpReply> replies = fire(Shot.of(count + " requests", text.toString()));
        boolean isInTurn = replies.size() == count;
        for (int i = 0; i < replies.size(); i++) {
            isInTurn &= replies.get(i).header("X-Request-Id").equals("turn-" + i);
        }
        boolean holds = isInTurn;
        arena().findings()
                .check(
                        "requests in one piece are answered each in its turn",
                        holds,
                        () -> count + " requests, " + replies.size() + " answers");
    }

    private String request(int turn, int kind) {
        String rest = " HTTP/1.1\r\nHost: galaxy\r\nX-Request-Id: turn-" + turn + "\r\n";
        String body = "{\"email\":\"" + arena().mark().email() + "\"}";
        return switch (kind) {
            case 0 -> "GET /api/v1/internal/users/usr_x/exists" + rest + "\r\n";
            case 1 -> "GET /nowhere" + rest + "\r\n";
            default ->
                "POST /api/v1/internal/user-resolutions/by-email" + rest + "Content-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        };
    }
}
