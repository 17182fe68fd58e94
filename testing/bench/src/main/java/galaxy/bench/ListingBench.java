package galaxy.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Whether a page of the listing costs the same however many users there are. */
@Command(
        name = "listing",
        description = {
            "Pages of the user listing with few and with many users.",
            "",
            "Two stores are filled, each with a service of its own, and the same pages are requested in turns: without a"
                    + " filter at the beginning, in the middle and at the end, and the first page under every single"
                    + " filter. Both ratios should be about 1. Processor time is that of the service and its Redis"
                    + " together; on a busy machine it says more than the clock. The commands are those that Redis"
                    + " executes for one page of the greater listing, those inside scripts included."
        },
        mixinStandardHelpOptions = true)
final class ListingBench implements Callable<Integer> {
    private static final String USERS = "/api/v1/internal/users";
    private static final Pattern NEXT = Pattern.compile("\"next_page_token\":(?:null|\"([^\"]*)\")}$");
    private static final int WARM_UP = 1000;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Option(
            names = "--users",
            split = ",",
            arity = "1",
            paramLabel = "FEW,MANY",
            description = "Users in the two stores. Default: 1000,100000")
    private List<Integer> users = List.of(1_000, 100_000);

    @Option(names = "--pages", description = "Pages measured of each kind and store. Default: ${DEFAULT-VALUE}")
    private int pages = 60;

    @Option(names = "--page-size", description = "Default: ${DEFAULT-VALUE}")
    private int pageSize = 50;

    @Option(
            names = "--jvm",
            paramLabel = "FLAG",
            description = "A flag for the JVM of the greater service, to profile it.")
    private List<String> flags = List.of();

    /** One kind of page. */
    private record Kind(String name, String fewQuery, String manyQuery) {
        static Kind of(String query) {
            return new Kind(query.replaceAll("=20[^&]*", "=…"), "&" + query, "&" + query);
        }
    }

    @Override
    public Integer call() throws Exception {
        if (users.size() != 2 || users.getFirst() < 1000) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--users takes two numbers, 1000 or more");
        }
        try (Lab few = lab(users.get(0), List.of());
                Lab many = lab(users.get(1), flags)) {
            measure(few, many);
        }
        return 0;
    }

    private static Lab lab(int size, List<String> flags) throws IOException, InterruptedException {
        Report.progress("creating %,d users".formatted(size));
        return new Lab(Population.VARIED, size, flags.toArray(String[]::new));
    }

    private void measure(Lab few, Lab many) throws IOException, InterruptedException {
        String fewUsers = "%,d users".formatted(users.get(0));
        String manyUsers = "%,d users".formatted(users.get(1));
        Report report = new Report(
                "page of " + pageSize,
                fewUsers,
                manyUsers,
                "ratio",
                "processor, " + fewUsers,
                "processor, " + manyUsers,
                "ratio",
                "commands");
        try (HttpConnection ofFew = new HttpConnection(few.users());
                HttpConnection ofMany = new HttpConnection(many.users())) {
            Report.progress("reading to the end, for the tokens of later pages");
            List<Kind> kinds = kinds(tokens(ofFew), tokens(ofMany));
            Report.progress("warming up");
            for (int i = 0; i < WARM_UP; i++) {
                Kind kind = kinds.get(i % kinds.size());
                ofFew.ok(page(kind.fewQuery()));
                ofMany.ok(page(kind.manyQuery()));
            }
            Listing fewListing = new Listing(few, ofFew, few.commandsWhenIdle());
            Listing manyListing = new Listing(many, ofMany, many.commandsWhenIdle());
            for (Kind kind : kinds) {
                report.row(cells(kind, fewListing, manyListing));
            }
        }
        report.print();
    }

    /**
     * A listing that is measured.
     *
     * @param idleCommands those of a second in which nothing is requested
     */
    private record Listing(Lab lab, HttpConnection connection, double idleCommands) {}

    private String[] cells(Kind kind, Listing few, Listing many) throws IOException {
        byte[] fewPage = page(kind.fewQuery());
        byte[] manyPage = page(kind.manyQuery());
        double[] fewTimes = new double[pages];
        double[] manyTimes = new double[pages];
        // Those of before the first are to warm up.
        for (int i = -pages; i < pages; i++) {
            fewTimes[Math.max(0, i)] = time(few.connection(), fewPage);
            manyTimes[Math.max(0, i)] = time(many.connection(), manyPage);
        }
        double fewMedian = Report.median(fewTimes);
        double manyMedian = Report.median(manyTimes);
        Cost fewCost = cost(few, fewPage);
        Cost manyCost = cost(many, manyPage);
        return new String[] {
            kind.name(),
            Report.millis(fewMedian),
            Report.millis(manyMedian),
            Report.ratio(manyMedian / fewMedian),
            Report.millis(fewCost.processorMillis()),
            Report.millis(manyCost.processorMillis()),
            Report.ratio(manyCost.processorMillis() / fewCost.processorMillis()),
            "%,.0f".formatted(manyCost.commands())
        };
    }

    private static List<Kind> kinds(List<String> fewTokens, List<String> manyTokens) {
        Instant now = Instant.now();
        List<Kind> kinds = new ArrayList<>();
        kinds.add(new Kind("no filter, first page", "", ""));
        kinds.add(new Kind("no filter, in the middle", middle(fewTokens), middle(manyTokens)));
        kinds.add(new Kind("no filter, last page", token(fewTokens.getLast()), token(manyTokens.getLast())));
        ListingFilters.all(now).forEach((name, query) -> kinds.add(new Kind(name, "&" + query, "&" + query)));
        kinds.add(Kind.of("paid_state=paid&declared_country=DE&can_login=true"));
        kinds.add(Kind.of("sanction_code=login_block&can_login=true"));
        return kinds;
    }

    /** The tokens of large pages up to the end, and then those of small ones: the last is that of the last page. */
    private List<String> tokens(HttpConnection connection) throws IOException {
        List<String> tokens = new ArrayList<>();
        for (int step : new int[] {200, pageSize}) {
            String next = nextToken(connection, step, tokens.isEmpty() ? "" : token(tokens.getLast()));
            while (!next.isEmpty()) {
                tokens.add(next);
                next = nextToken(connection, step, token(next));
            }
        }
        return tokens;
    }

    private static String nextToken(HttpConnection connection, int step, String query) throws IOException {
        byte[] response = connection.ok(HttpConnection.get(USERS + "?page_size=" + step + query));
        Matcher next = NEXT.matcher(new String(response, StandardCharsets.UTF_8));
        if (!next.find()) {
            throw new IOException("a response without next_page_token");
        }
        return next.group(1) == null ? "" : next.group(1);
    }

    private static String middle(List<String> tokens) {
        return token(tokens.get(tokens.size() / 2));
    }

    private static String token(String token) {
        return "&page_token=" + token;
    }

    private byte[] page(String query) {
        return HttpConnection.get(USERS + "?page_size=" + pageSize + query);
    }

    private static double time(HttpConnection connection, byte[] request) throws IOException {
        long start = System.nanoTime();
        connection.ok(request);
        return (System.nanoTime() - start) / 1e6;
    }

    /** What one page costs, without the commands that the service sends by itself meanwhile. */
    private record Cost(double processorMillis, double commands) {}

    private Cost cost(Listing listing, byte[] request) throws IOException {
        Lab lab = listing.lab();
        long commands = lab.commands();
        double processor = lab.processorSeconds();
        long start = System.nanoTime();
        for (int i = 0; i < pages; i++) {
            listing.connection().ok(request);
        }
        double elapsed = (System.nanoTime() - start) / 1e9;
        return new Cost(
                (lab.processorSeconds() - processor) / pages * 1000,
                Math.max(0, (lab.commands() - commands - listing.idleCommands() * elapsed) / pages));
    }
}
