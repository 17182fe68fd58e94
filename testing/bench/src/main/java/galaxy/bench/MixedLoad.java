package galaxy.bench;

import galaxy.bench.Load.Work;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** What callers of users do together: of 100 requests 65 read one user, 7 read a page, 10 create and 18 change a user. */
final class MixedLoad implements Work {
    private static final String USERS = "/api/v1/internal/users";
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final URI server;
    private final List<String> ids;
    private final AtomicLong refused;
    private HttpConnection connection;

    /** @param refused is counted up by each request for which the server had no room or no time */
    MixedLoad(URI server, List<String> ids, AtomicLong refused) throws IOException {
        this.server = server;
        this.ids = ids;
        this.refused = refused;
        this.connection = new HttpConnection(server);
    }

    @Override
    public boolean once() throws IOException {
        if (connection.isAskedToEnd()) {
            connection.close();
            connection = new HttpConnection(server);
        }
        if (!connection.isTaken(request())) {
            refused.incrementAndGet();
        }
        return true;
    }

    private byte[] request() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String user = USERS + "/" + ids.get(random.nextInt(ids.size()));
        int kind = random.nextInt(100);
        if (kind < 35) {
            return HttpConnection.get(user + "/account");
        } else if (kind < 55) {
            return HttpConnection.get(user + "/eligibility");
        } else if (kind < 65) {
            return HttpConnection.get(user + "/exists");
        } else if (kind < 70) {
            return HttpConnection.get(USERS + "?page_size=50");
        } else if (kind < 72) {
            return HttpConnection.get(USERS + "?page_size=200&paid_state=free");
        }
        return change(user, kind, NUMBERS.getAndIncrement());
    }

    private static byte[] change(String user, int kind, long number) {
        if (kind < 82) {
            return HttpConnection.post(USERS + "/ensure-by-email", """
                    {"email":"mixed-%d@bench.example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(number));
        } else if (kind < 92) {
            return HttpConnection.post(user + "/settings", """
                    {"preferred_language":"en-x-b%d"}""".formatted(number % 1_000_000));
        }
        return HttpConnection.post(user + "/sanctions/apply", """
                {"sanction_code":"game_join_block","reason_code":"bench_%d","actor":{"type":"admin","id":"bench"}}""".formatted(number));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
