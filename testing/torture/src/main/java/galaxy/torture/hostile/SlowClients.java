package galaxy.torture.hostile;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

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
        return new HttpAttack(
                context, "slow readers", (attack, random) -> atOnce(READERS, () -> requestAndNeverRead(attack)));
    }

    private static void atOnce(int clients, Runnable client) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            threads.add(Thread.ofVirtual().name("slow client").start(client));
        }
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
            RawResponse.readAll(received)
                    .forEach(response -> context.restCheck().check(attack.name(), response, row.name()));
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
            boolean isTaken = connection.send(row.bytes(java.util.Map.of()));
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

    private static void requestAndNeverRead(HttpAttack attack) {
        AttackContext context = attack.context();
        boolean isCutOff = false;
        try (RawConnection connection = context.connectToUsers()) {
            connection.useSmallReceiveBuffer();
            // Sending blocks when the service has stopped reading, and fails when it has closed the connection.
            while (!isCutOff) {
                isCutOff = !connection.send(LARGE_RESPONSES);
            }
        } catch (IOException e) {
            context.checks().count(attack.name(), "still open");
        }
        context.checks().count(attack.name(), "requests");
        context.checks().check("clients that never read are cut off", isCutOff);
    }
}
