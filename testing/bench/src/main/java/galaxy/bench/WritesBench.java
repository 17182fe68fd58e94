package galaxy.bench;

import galaxy.bench.Load.Generator;
import galaxy.bench.Load.Speed;
import galaxy.bench.Rounds.Row;
import galaxy.store.Bucket;
import galaxy.store.Keyspace;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.JvmProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a change costs, each synced to the disk before its response. */
@Command(
        name = "writes",
        description = {
            "New users, changed settings, grants and sanctions beside a bare loop of the commit script.",
            "",
            "The bare loop sends the commit script of the service from this JVM, with a record, a history entry and an"
                    + " event of common sizes, and waits for each. Behind HTTP, a route on the HTTP and Redis libraries alone"
                    + " reads a record and sends the same script. New users are created by ensure-by-email. Settings and"
                    + " sanctions are those of some users in turn, and a sanction supersedes the one before it; a grant is the"
                    + " first of its user. Each reads once and commits once. The load over HTTP is made by wrk, with one"
                    + " thread, where it is installed.",
            "",
            "With --replicated, Redis has a replica on the same machine, and a second service responds to a change when the"
                    + " replica has it: what redis.durability=replicated costs."
        },
        mixinStandardHelpOptions = true)
final class WritesBench implements Callable<Integer> {
    private static final String API = "/api/v1/internal/users/";
    private static final int USERS = 2000;

    /** How many grants a second there are at most, before that is measured. */
    private static final double GRANTS = 10_000;

    @Mixin
    private Rounds rounds = new Rounds(8, 32);

    @Option(names = "--replicated", description = "Also measure changes that wait for a replica.")
    private boolean isReplicated;

    private final Requests ensures = Requests.inTurn().post(API + "ensure-by-email", """
            {"email":"new-%s@bench.example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(Requests.NUMBER));
    private final Requests settings = Requests.inTurn();
    private final Requests sanctions = Requests.inTurn();
    private final Requests grants = Requests.once();
    private int created = USERS;
    private double grantsPerSecond = GRANTS;

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.FRESH, USERS, rounds.jvmFlags());
                BareCommits bare = new BareCommits(lab.redis().socketUri())) {
            List<String> ids = lab.userIds(USERS);
            ids.subList(0, USERS / 2).forEach(this::addSettings);
            ids.subList(USERS / 2, USERS).forEach(this::addSanction);
            String some = ids.getFirst();
            int size = lab.body(API + some + "/account").length;
            String key = new Keyspace("users").key(Bucket.ofId(some), "account", some);
            try (JvmProcess server = BareServer.start(lab.redis().socketUri(), key, size, rounds.jvmFlags())) {
                List<Row> rows = new ArrayList<>();
                rows.add(new Row(
                        "bare commit",
                        Load.by(() -> bare::once),
                        Map.of("Redis", lab.redis().pid())));
                URI commits = URI.create(server.awaitWord("commits ", GalaxyInstance.TIMEOUT));
                Requests posts = Requests.inTurn().post(BareServer.PATH, settings(Requests.NUMBER));
                rows.add(row(lab, "bare commit behind HTTP", new HttpLoad(commits, posts), server.pid()));
                add(rows, lab, lab.users(), lab.pid(), "");
                if (isReplicated) {
                    GalaxyInstance second = lab.replicated(rounds.jvmFlags());
                    add(rows, lab, second.users(), second.jvm().pid(), ", replicated");
                }
                rounds.measure(rows);
            }
        }
        return 0;
    }

    private void add(List<Row> rows, Lab lab, URI users, long pid, String how) {
        rows.add(row(lab, "ensure-by-email" + how, new HttpLoad(users, ensures), pid));
        rows.add(row(lab, "settings" + how, new HttpLoad(users, settings), pid));
        rows.add(row(lab, "grant" + how, new Grants(lab, new HttpLoad(users, grants)), pid));
        rows.add(row(lab, "apply sanction" + how, new HttpLoad(users, sanctions), pid));
    }

    private static Row row(Lab lab, String name, Generator load, long pid) {
        return new Row(
                name, load, Map.of("the server", pid, "Redis", lab.redis().pid()));
    }

    private void addSettings(String id) {
        settings.post(API + id + "/settings", settings(Requests.NUMBER));
    }

    /** Each language is another one. */
    private static String settings(String number) {
        return "{\"preferred_language\":\"en-x-b%s\"}".formatted(number);
    }

    private void addSanction(String id) {
        sanctions.post(API + id + "/sanctions/apply", """
                {"sanction_code":"game_join_block","reason_code":"bench_%s","actor":{"type":"admin","id":"bench"}}""".formatted(Requests.NUMBER));
    }

    private void addGrant(String id) {
        grants.post(API + id + "/entitlements/grant", """
                {"plan_code":"paid_lifetime","source":"admin","reason_code":"bench","actor":{"type":"admin","id":"bench"}}""");
    }

    /** Grants for users who are created before each turn, as many as the turn can need. */
    private final class Grants implements Generator {
        private final Lab lab;
        private final HttpLoad load;

        Grants(Lab lab, HttpLoad load) {
            this.lab = lab;
            this.load = load;
        }

        @Override
        public Speed run(int connections, Duration duration) throws Exception {
            int missing = (int) Math.ceil(grantsPerSecond * duration.toSeconds()) + 2 * connections - grants.size();
            if (missing > 0) {
                Report.progress("creating %,d users".formatted(missing));
                lab.create(created, missing).forEach(WritesBench.this::addGrant);
                created += missing;
            }
            Speed speed = load.run(connections, duration);
            grantsPerSecond = Math.max(GRANTS / 2, speed.perSecond() * 2);
            return speed;
        }

        @Override
        public String program() {
            return load.program();
        }
    }
}
