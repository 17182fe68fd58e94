package galaxy.bench;

import galaxy.bench.Rounds.Row;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What the service adds to the minimum cost of a read. */
@Command(
        name = "reads",
        description = {
            "Reads of one user beside bare routes.",
            "",
            "A bare route reads a record from the same Redis and responds with the headers of an account and a fixed body of"
                    + " its size. There are two, in a JVM of their own: one on the HTTP and Redis libraries alone, and one on"
                    + " the server of the service, with its checks, metrics and access log. The rate is also shown as a share"
                    + " of the first. The load is made by wrk, with one thread, where it is installed."
        },
        mixinStandardHelpOptions = true)
final class ReadsBench implements Callable<Integer> {
    private static final int USERS = 1000;
    private static final int READ = 200;
    private static final String API = "/api/v1/internal/";

    @Mixin
    private Rounds rounds = new Rounds(8, 32, 64);

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.VARIED, USERS, rounds.jvmFlags())) {
            List<String> ids = lab.userIds(READ);
            String some = ids.getFirst();
            int size = lab.body(path(some, "account")).length;
            String key = new Keyspace("users").key(Bucket.ofId(some), "account", some);
            try (JvmProcess bare = BareServer.start(lab.redis().socketUri(), key, size, rounds.jvmFlags())) {
                rounds.measure(Stream.concat(bare(bare).stream(), service(lab, ids).stream())
                        .toList());
            }
        }
        return 0;
    }

    private static List<Row> bare(JvmProcess bare) throws InterruptedException {
        Map<String, Long> server = Map.of("the server", bare.pid());
        URI libraries = URI.create(bare.awaitWord("libraries ", GalaxyInstance.TIMEOUT));
        URI ours = URI.create(bare.awaitWord("ours ", GalaxyInstance.TIMEOUT));
        return List.of(
                new Row(
                        "bare route of the libraries",
                        new HttpLoad(libraries, Requests.random().get(BareServer.PATH)),
                        server),
                new Row(
                        "bare route of this server",
                        new HttpLoad(ours, Requests.random().get(BareServer.PATH)),
                        server));
    }

    private static List<Row> service(Lab lab, List<String> ids) throws IOException {
        Requests byEmail = Requests.random();
        lab.values("email", READ)
                .forEach(email -> byEmail.post(API + "user-lookups/by-email", "{\"email\":\"" + email + "\"}"));
        Requests byRaceName = Requests.random();
        lab.values("race_name", READ)
                .forEach(
                        name -> byRaceName.post(API + "user-lookups/by-race-name", "{\"race_name\":\"" + name + "\"}"));
        return List.of(
                row(lab, "exists", reads(ids, "exists")),
                row(lab, "lookup by e-mail", byEmail),
                row(lab, "lookup by race name", byRaceName),
                row(lab, "account", reads(ids, "account")),
                row(lab, "eligibility", reads(ids, "eligibility")));
    }

    private static Row row(Lab lab, String name, Requests requests) {
        return new Row(name, new HttpLoad(lab.users(), requests), Map.of("the server", lab.pid()));
    }

    /** Reads of what belongs to a user, in a random order. */
    static Requests reads(List<String> ids, String what) {
        Requests requests = Requests.random();
        ids.forEach(id -> requests.get(path(id, what)));
        return requests;
    }

    private static String path(String id, String what) {
        return API + "users/" + id + "/" + what;
    }
}
