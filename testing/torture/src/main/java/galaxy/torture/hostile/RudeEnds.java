package galaxy.torture.hostile;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Connections that end in the middle of anything, with a reset or with one half only. */
final class RudeEnds implements Attack {
    private static final String BODY = "{\"email\":\"rude@rude.example\"}";
    private static final String REQUEST =
            "POST /api/v1/internal/user-resolutions/by-email HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n"
                    + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;

    private final Arena arena;

    RudeEnds(Arena arena) {
        this.arena = arena;
    }

    @Override
    public String name() {
        return "resets and half-closed connections";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException, InterruptedException {
        byte[] all = REQUEST.repeat(1 + random.nextInt(5)).getBytes(StandardCharsets.US_ASCII);
        byte[] part = java.util.Arrays.copyOf(all, random.nextInt(all.length + 1));
        List<InetSocketAddress> ports = List.of(
                arena.prey().usersPort(),
                arena.prey().usersPort(),
                arena.prey().connectionsPort(),
                arena.prey().managementPort());
        try (Wire wire = new Wire(ports.get(random.nextInt(ports.size())), arena.patience())) {
            wire.send(part);
            switch (random.nextInt(4)) {
                case 0 -> wire.reset();
                case 1 -> {
                    Thread.sleep(random.nextInt(20));
                    wire.reset();
                }
                case 2 -> {
                    wire.finish();
                    wire.rest();
                }
                default -> Thread.sleep(random.nextInt(5));
            }
            arena.tally().count(name(), "ended");
        }
    }
}
