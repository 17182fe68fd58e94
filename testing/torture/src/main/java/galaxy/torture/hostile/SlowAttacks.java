package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import galaxy.torture.hostile.AttackSchedule.Attack;
import galaxy.torture.hostile.RequestTable.Row;
import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Attacks by many clients at once that take as long as the timeouts of the service, which must end each connection. */
record SlowAttacks(Context context) {
    private static final int SENDERS = 40;
    private static final int READERS = 8;
    private static final int IDLE = 2_000;
    private static final long PAUSE_MILLIS = 300;
    private static final String LARGE_RESPONSES = "GET /openapi.yaml HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);

    /** What a client does until its connection has ended. */
    private interface Client {
        /** Fails with a {@link SocketTimeoutException} when the service does not end it in time. */
        void run(RawConnection connection) throws IOException, InterruptedException;
    }

    List<Attack> all() {
        return List.of(
                new Attack("slow senders", this::send),
                new Attack("slow readers", this::read),
                new Attack("2 000 idle connections", this::flood));
    }

    private void atOnce(int clients, InetSocketAddress port, Duration timeout, String rule, Client client) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < clients; i++) {
                threads.execute(() -> {
                    String problem = "";
                    try (RawConnection connection = new RawConnection(port, timeout)) {
                        client.run(connection);
                    } catch (IOException | InterruptedException e) {
                        problem = e.toString();
                    }
                    context.checks().check(rule, problem.isEmpty(), problem);
                });
            }
        }
    }

    private void send(String attack, Choices random) {
        Rotation<Row> rows =
                new Rotation<>(RequestTable.rows("slow"), random.random().nextLong());
        InetSocketAddress port = random.any(context.http());
        atOnce(SENDERS, port, context.timeouts().response(), "slow senders are cut off", connection -> {
            Row row = rows.next();
            Thread sender = Thread.ofVirtual().start(() -> sendSlowly(connection, row));
            byte[] received = connection.readAll();
            connection.reset();
            sender.join();
            context.rest().check(attack, row.name(), received);
        });
    }

    private static void sendSlowly(RawConnection connection, Row row) {
        try {
            boolean isTaken = connection.send(row.bytes(Map.of()));
            while (isTaken) {
                Thread.sleep(PAUSE_MILLIS);
                isTaken = connection.send(row.more()) && !connection.isClosed();
            }
        } catch (SocketTimeoutException | InterruptedException e) {
            // The reading side reports it.
        }
    }

    /** Sending blocks when the service has stopped reading, and fails when it has closed the connection. */
    private void read(String attack, Choices random) {
        String rule = "clients that never read are cut off";
        InetSocketAddress port = context.address(random.any(RestService.ALL));
        atOnce(READERS, port, context.timeouts().response(), rule, connection -> {
            connection.useSmallReceiveBuffer();
            boolean isTaken = true;
            while (isTaken) {
                isTaken = connection.send(LARGE_RESPONSES);
            }
        });
    }

    /** The service keeps connections on which nothing is sent, or nothing more, and serves all others meanwhile. */
    private void flood(String attack, Choices random) {
        boolean isGrpc = random.percent(33);
        String begin = RequestTable.render(isGrpc ? "$(begin)" : "$(exists)\r\n", Map.of());
        InetSocketAddress port = isGrpc ? context.connections() : random.any(context.http());
        String rule = "idle connections are ended as configured";
        atOnce(IDLE, port, context.timeouts().idleEnd(), rule, connection -> {
            if (connection.hashCode() % 2 == 0) {
                connection.send(begin);
            }
            byte[] received = connection.readAll();
            if (!isGrpc) {
                context.rest().check(attack, "the last request before idleness", received);
            }
        });
        context.checks().count(attack, isGrpc ? "to gRPC" : "to REST");
    }
}
