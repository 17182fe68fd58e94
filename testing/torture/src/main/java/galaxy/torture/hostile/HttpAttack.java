package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import galaxy.testkit.http.RawResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sends bytes that no regular client sends to the REST port, and checks every response. */
record HttpAttack(AttackContext context, String name, Step step) implements Attack {
    private static final String ENDS = "each connection of an attack gets a response or ends in time";
    private static final int SHOWN = 120;
    /** How many pieces are far more than all buffers on the way hold. */
    private static final int MOST_PIECES = 1000;

    /** What it sends. */
    interface Step {
        void run(HttpAttack attack, RandomGenerator random) throws IOException, InterruptedException;
    }

    @Override
    public void run(RandomGenerator random) throws IOException, InterruptedException {
        step.run(this, random);
    }

    /** Sends it and reads until the service closes the connection. */
    List<RawResponse> send(String what, String bytes) throws IOException {
        try (RawConnection connection = context.connectToUsers()) {
            connection.send(bytes);
            connection.finish();
            return check(what, bytes, connection.readAll());
        } catch (SocketTimeoutException e) {
            context.checks().check(ENDS, false, what, e);
            return List.of();
        }
    }

    /** Sends a piece again and again until the service takes no more, and reads the response. */
    void sendEndless(RequestTable.Row row) throws IOException {
        try (RawConnection connection = context.connectToUsers()) {
            String piece = row.more();
            boolean isTaken = connection.send(row.bytes(context.values()));
            for (int sent = 0; isTaken && sent < MOST_PIECES; sent++) {
                isTaken = connection.send(piece);
            }
            context.checks().check("endless requests are cut off", !isTaken, row.name());
            check("endless " + row.name(), row.send(), connection.readAll());
        } catch (SocketTimeoutException e) {
            context.checks().check(ENDS, false, row.name(), e);
        }
    }

    /** Checks all that was received on a connection. */
    List<RawResponse> check(String what, String sent, byte[] received) {
        String shown = what + ": " + sent.substring(0, Math.min(sent.length(), SHOWN));
        context.checks().check(ENDS, true);
        try {
            List<RawResponse> responses = RawResponse.all(received);
            responses.forEach(response -> context.restCheck().check(name, response, shown));
            if (responses.isEmpty()) {
                context.checks().count(name, "closed");
            }
            return responses;
        } catch (IOException e) {
            context.restCheck().notHttp(name, shown, e);
            return List.of();
        }
    }
}
