package galaxy.torture.hostile;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Many at once who send a byte now and then, or never take an answer: each must be cut off, and told if that is possible. */
final class SlowSenders implements Attack {
    private static final int AT_ONCE = 40;
    private static final long PAUSE_MILLIS = 300;
    private static final String HEAD =
            "POST /api/v1/internal/users/ensure-by-email HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n";

    private static final List<Pace> PACES = List.of(
            new Pace("a head that grows", HEAD, "A: b\r\n"),
            new Pace("a header that grows", HEAD + "A: ", "a"),
            new Pace("a body that grows", HEAD + "Content-Length: 60000\r\n\r\n", " "),
            new Pace("a body that does not begin", HEAD + "Content-Length: 10\r\n\r\n", ""),
            new Pace("a body that was asked for", HEAD + "Expect: 100-continue\r\nContent-Length: 9000\r\n\r\n", " "),
            new Pace("chunks that grow", HEAD + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
            new Pace("a chunk that does not end", HEAD + "Transfer-Encoding: chunked\r\n\r\nffff\r\n", " "),
            new Pace("a trailer that grows", HEAD + "Transfer-Encoding: chunked\r\n\r\n0\r\n", "A: b\r\n"));

    private final Arena arena;

    /**
     * How to be slow.
     *
     * @param then what to send again and again
     */
    private record Pace(String what, String first, String then) {}

    SlowSenders(Arena arena) {
        this.arena = arena;
    }

    @Override
    public String name() {
        return "slow senders";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException, InterruptedException {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Pace pace = PACES.get(random.nextInt(PACES.size()));
            senders.add(Thread.ofVirtual().name("slow").start(() -> send(pace)));
        }
        for (Thread sender : senders) {
            sender.join();
        }
    }

    private void send(Pace pace) {
        boolean isEnded = true;
        String why = "";
        try (Wire wire = new Wire(arena.prey().usersPort(), arena.patience())) {
            Thread more = Thread.ofVirtual().name("slow").start(() -> goOn(wire, pace));
            byte[] answer = wire.rest();
            wire.hangUp();
            more.join();
            HttpReply.all(withoutContinue(answer)).forEach(reply -> arena.rest().findings(name(), reply, pace.what));
        } catch (SocketTimeoutException e) {
            isEnded = false;
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean holds = isEnded;
        arena.findings()
                .check("who is slow is cut off", holds, () -> pace.what + ": still there after " + arena.patience());
        if (!why.isEmpty()) {
            arena.rest().torn(name(), pace.what, why);
        }
    }

    /** A word in between that is followed by nothing is no torn answer. */
    private static byte[] withoutContinue(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return text.replace("HTTP/1.1 100 Continue\r\n\r\n", "").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void goOn(Wire wire, Pace pace) {
        try {
            boolean isTaken = wire.send(pace.first);
            while (isTaken) {
                Thread.sleep(PAUSE_MILLIS);
                isTaken = wire.send(pace.then) && !wire.isClosed();
            }
        } catch (SocketTimeoutException e) {
            // The reading side says so.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
