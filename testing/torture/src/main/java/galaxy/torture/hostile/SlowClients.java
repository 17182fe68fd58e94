package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many clients at once that send a byte now and then, or never read: the service must end each connection. */
final class SlowClients {
    private static final List<RequestTable.Row> ROWS = RequestTable.rows("slow");
    private static final int SENDERS = 40;
    private static final int READERS = 8;
    private static final long PAUSE_MILLIS = 300;
    private static final String LARGE_RESPONSES = "GET /openapi.yaml HTTP/1.1\r\nHost: galaxy\r\n\r\n".repeat(100);

    private SlowClients() {}

    static Attack senders(AttackContext context) {
        return new HttpAttack(
                context,
                "slow senders",
                (attack, random) -> atOnce(SENDERS, () -> send(attack, Attack.any(ROWS, random))));
    }

    static Attack readers(AttackContext context) {
        return new HttpAttack(context, "slow readers", (attack, _) -> atOnce(READERS, () -> neverRead(attack)));
    }

    private static void atOnce(int clients, Runnable client) throws InterruptedException {
        List<Thread> threads = IntStream.range(0, clients)
                .mapToObj(_ -> Thread.ofVirtual().name("slow client").start(client))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void send(HttpAttack attack, RequestTable.Row row) {
        AttackContext context = attack.context();
        boolean isEnded = true;
        try (RawConnection connection = context.connectToUsers()) {
            Thread sender = Thread.ofVirtual().name("slow sender").start(() -> sendSlowly(connection, row));
            byte[] received = connection.readAll();
            connection.reset();
            sender.join();
            attack.check(row.name(), "", received);
        } catch (SocketTimeoutException e) {
            isEnded = false;
        } catch (IOException e) {
            context.restCheck().notHttp(attack.name(), row.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.checks().check("slow senders are cut off", isEnded, row.name());
    }

    private static void sendSlowly(RawConnection connection, RequestTable.Row row) {
        try {
            boolean isTaken = connection.send(row.bytes(Map.of()));
            while (isTaken) {
                Thread.sleep(PAUSE_MILLIS);
                isTaken = connection.send(row.more()) && !connection.isClosed();
            }
        } catch (SocketTimeoutException e) {
            // The reading side reports it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void neverRead(HttpAttack attack) {
        Checks checks = attack.context().checks();
        boolean isCutOff = false;
        try (RawConnection connection = attack.context().connectToUsers()) {
            connection.useSmallReceiveBuffer();
            // Sending blocks when the service has stopped reading, and fails when it has closed the connection.
            while (!isCutOff) {
                isCutOff = !connection.send(LARGE_RESPONSES);
            }
        } catch (IOException e) {
            checks.count(attack.name(), "still open");
        }
        checks.count(attack.name(), "requests");
        checks.check("clients that never read are cut off", isCutOff);
    }
}
