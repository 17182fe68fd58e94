package galaxy.bench;

import galaxy.bench.Load.Work;
import galaxy.bench.Rounds.Row;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What declared countries cost. */
@Command(
        name = "geo",
        description = {
            "Look-ups of addresses as in geoip; then reads of country profiles beside reads of accounts, and proposals"
                    + " beside a bare loop of the commit script.",
            "",
            "A read of a profile is of a user with a proposal. A proposal takes the place of the one before it: it reads the"
                    + " profile and commits once, with two events. (The first one of a user asks users, too.)"
        },
        mixinStandardHelpOptions = true)
final class GeoBench implements Callable<Integer> {
    private static final int USERS = 20_000;
    private static final int READ = 200;
    private static final int PROPOSING = 2_000;
    private static final String[] COUNTRIES = Locale.getISOCountries();

    @Mixin
    private Rounds rounds = new Rounds();

    private final AtomicInteger proposals = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        int lookUps = new GeoipBench().call();
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.VARIED, USERS, rounds.jvmFlags());
                BareCommits bare = new BareCommits(lab.redis().socketUri())) {
            List<String> ids = lab.userIds(PROPOSING);
            List<String> some = ids.subList(0, READ);
            try (Propose first = new Propose(lab.geoprofile(), ids)) {
                for (int i = 0; i < PROPOSING; i++) {
                    first.once();
                }
            }
            rounds.measure(List.of(
                    read(lab, "account", lab.users(), ReadsBench.reads(some, "account")),
                    read(lab, "country profile", lab.geoprofile(), ReadsBench.reads(some, "country-profile"))));
            Map<String, Callable<? extends Work>> writes = new LinkedHashMap<>();
            writes.put("bare commit", () -> bare::once);
            writes.put("proposal", () -> new Propose(lab.geoprofile(), ids));
            rounds.measure(writes);
        }
        return lookUps;
    }

    private static Row read(Lab lab, String name, URI server, Requests requests) {
        return new Row(name, new HttpLoad(server, requests), Map.of("the server", lab.pid()));
    }

    private static String path(String id, String what) {
        return "/api/v1/internal/users/" + id + "/" + what;
    }

    /** Proposes another country for one user after another. */
    private final class Propose implements Work {
        private final HttpConnection connection;
        private final List<String> ids;

        Propose(URI server, List<String> ids) throws IOException {
            this.connection = new HttpConnection(server);
            this.ids = ids;
        }

        @Override
        public boolean once() throws IOException {
            int number = proposals.getAndIncrement();
            byte[] response = connection.ok(
                    HttpConnection.post(path(ids.get(number % ids.size()), "country-versions"), """
                    {"country":"%s","source":"observed","reason_code":"bench","actor":{"type":"admin","id":"bench"}}""".formatted(
                                    COUNTRIES[number / ids.size() % COUNTRIES.length])));
            return response.length > 0;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
