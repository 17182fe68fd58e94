package galaxy.bench;

import galaxy.bench.Load.Work;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the service adds to the minimum cost of a read. */
@Command(
        name = "reads",
        description = {
            "Eligibility and account reads beside bare routes.",
            "",
            "A bare route reads a record from the same Redis and responds with a fixed body of the size of an account."
                    + " There are two, in a JVM of their own: one on the server of the service, with its checks, metrics"
                    + " and access log, and one on the HTTP and Redis libraries alone. The last column is the rate as a"
                    + " share of the first."
        },
        mixinStandardHelpOptions = true)
final class ReadsBench implements Callable<Integer> {
    private static final int USERS = 1000;

    @Mixin
    private Rounds rounds = new Rounds();

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.VARIED, USERS, rounds.jvmFlags())) {
            List<String> ids = lab.userIds(200);
            String some = ids.getFirst();
            int size = lab.body(path(some, "account")).length;
            String key = new Keyspace("users").key(Bucket.ofId(some), "account", some);
            try (JvmProcess bare = BareServer.start(lab.redis().socketUri(), key, size)) {
                URI ours = URI.create(bare.awaitWord("ours ", GalaxyInstance.TIMEOUT));
                URI libraries = URI.create(bare.awaitWord("libraries ", GalaxyInstance.TIMEOUT));
                List<byte[]> get = List.of(HttpConnection.get(BareServer.PATH));
                Map<String, Callable<? extends Work>> loads = new LinkedHashMap<>();
                loads.put("bare route of this server", () -> new Get(ours, get));
                loads.put("bare route of the libraries", () -> new Get(libraries, get));
                for (String what : List.of("account", "eligibility")) {
                    List<byte[]> requests = ids.stream()
                            .map(id -> HttpConnection.get(path(id, what)))
                            .toList();
                    loads.put(what, () -> new Get(lab.users(), requests));
                }
                rounds.measure(loads);
            }
        }
        return 0;
    }

    private static String path(String id, String what) {
        return "/api/v1/internal/users/" + id + "/" + what;
    }

    /** Requests chosen at random from a list. */
    static final class Get implements Work {
        private final HttpConnection connection;
        private final List<byte[]> requests;

        Get(URI server, List<byte[]> requests) throws IOException {
            this.connection = new HttpConnection(server);
            this.requests = requests;
        }

        @Override
        public boolean once() throws IOException {
            connection.ok(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
            return true;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
