package galaxy.torture.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Asks for much and takes none of it: the service must give up on who does not read, and keep nothing for them. */
final class SlowReaders implements Attack {
    private static final int AT_ONCE = 8;
    private static final byte[] REQUEST = "GET /openapi.yaml HTTP/1.1\r\nHost: galaxy\r\n\r\n"
            .repeat(100)
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final Arena arena;

    SlowReaders(Arena arena) {
        this.arena = arena;
    }

    @Override
    public String name() {
        return "slow readers";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException, InterruptedException {
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            readers.add(Thread.ofVirtual().name("slow").start(this::ask));
        }
        for (Thread reader : readers) {
            reader.join();
        }
    }

    private void ask() {
        boolean isCutOff = false;
        try (Wire wire = new Wire(arena.prey().usersPort(), arena.patience())) {
            wire.takeLittle();
            // Sending blocks when the service has ceased to read, and fails when it has hung up.
            while (!isCutOff) {
                isCutOff = !wire.send(REQUEST);
            }
        } catch (IOException e) {
            arena.tally().count(name(), "still open");
        }
        boolean holds = isCutOff;
        arena.tally().count(name(), "asked");
        arena.findings().check("who does not read is cut off", holds, () -> "still there after " + arena.patience());
    }
}
