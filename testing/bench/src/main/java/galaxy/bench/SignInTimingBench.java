package galaxy.bench;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether the time of a response tells what is known of an address. */
@Command(
        name = "sign-in-timing",
        description = {
            "Codes sent, and wrong codes given, for addresses that have a user, have none, and are blocked.",
            "",
            "All in a random order over one connection, each address once. The last column is the probability, by the"
                    + " test of Mann and Whitney, of a difference from the unknown ones as large as this one where there is"
                    + " none: a small number says that the times differ."
        },
        mixinStandardHelpOptions = true)
final class SignInTimingBench implements Callable<Integer> {
    private static final int WARM_UP = 2000;

    @Option(names = "--count", description = "Addresses of each kind. Default: ${DEFAULT-VALUE}")
    private int count = 2000;

    @Option(names = "--seed", description = "Of the order. Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    private enum Kind {
        UNKNOWN("unknown"),
        KNOWN("known"),
        BLOCKED("blocked");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As long for each kind. */
        String email(int number) {
            return "%.1s-pilot-%06d@bench.example.com".formatted(text, number);
        }
    }

    /** One address, at one place of the order. */
    private record Visit(Kind kind, int number) {}

    @Override
    public Integer call() throws Exception {
        try (Lab lab = new Lab(Population.FRESH, 0)) {
            Report.progress("creating and blocking %,d users each".formatted(count));
            prepare(lab.users());
            try (var connection = new HttpConnection(lab.auth())) {
                Report.progress("warming up");
                for (int i = 0; i < WARM_UP; i++) {
                    String challenge = AuthBench.challenge(
                            connection.ok(AuthBench.codeRequest("w-pilot-%06d@bench.example.com".formatted(i))));
                    connection.refused(AuthBench.confirmation(challenge, false), 403);
                }
                measure(connection);
            }
        }
        return 0;
    }

    private void prepare(URI users) throws IOException {
        try (var connection = new HttpConnection(users)) {
            for (int i = 0; i < count; i++) {
                byte[] _ = connection.ok(HttpConnection.post(
                        AuthBench.API + "/users/ensure-by-email", """
                        {"email":"%s","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(Kind.KNOWN.email(i))));
                byte[] _ = connection.ok(HttpConnection.post(
                        AuthBench.API + "/user-blocks/by-email", """
                        {"email":"%s","reason_code":"bench","actor":{"type":"admin","id":"bench"}}""".formatted(Kind.BLOCKED.email(i))));
            }
        }
    }

    private void measure(HttpConnection connection) throws IOException {
        List<Visit> order = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            IntStream.range(0, count).forEach(i -> order.add(new Visit(kind, i)));
        }
        Collections.shuffle(order, new Random(seed));
        Map<Kind, double[]> sends = new EnumMap<>(Kind.class);
        Map<Kind, double[]> confirms = new EnumMap<>(Kind.class);
        for (Visit visit : order) {
            long start = System.nanoTime();
            byte[] response = connection.ok(AuthBench.codeRequest(visit.kind().email(visit.number())));
            long between = System.nanoTime();
            byte[] wrong = AuthBench.confirmation(AuthBench.challenge(response), false);
            long sent = System.nanoTime();
            connection.refused(wrong, 403);
            put(sends, visit, between - start);
            put(confirms, visit, System.nanoTime() - sent);
        }
        Report report = new Report("response", "address", "median", "99 %", "p");
        report(report, "a code is sent", sends);
        report(report, "a code is wrong", confirms);
        report.print();
    }

    private void put(Map<Kind, double[]> times, Visit visit, long nanos) {
        times.computeIfAbsent(visit.kind(), kind -> new double[count])[visit.number()] = nanos / 1e6;
    }

    private void report(Report report, String what, Map<Kind, double[]> times) {
        double[] unknown = times.getOrDefault(Kind.UNKNOWN, new double[0]);
        times.forEach((kind, each) -> {
            double[] sorted = each.clone();
            Arrays.sort(sorted);
            report.row(
                    what,
                    kind.text,
                    Report.millis(sorted[count / 2]),
                    Report.millis(sorted[(int) (count * 0.99)]),
                    kind == Kind.UNKNOWN
                            ? ""
                            : String.format(Locale.ROOT, "%.3f", MannWhitney.probability(unknown, each)));
        });
    }
}
