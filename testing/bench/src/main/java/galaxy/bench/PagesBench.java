package galaxy.bench;

import galaxy.bench.Load.Speed;
import galaxy.bench.Load.Work;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the pages of players take, and how large they are. */
@Command(
        name = "pages",
        description = {
            "Every page of a player who has 200 contacts, 50 contact links and a history, and a form that is saved.",
            "",
            "The time is that from the request to the last byte on a connection that stays open, with compression, so that it is"
                    + " a little more than the server takes. 95 of 100 should take 50 ms at the most."
        },
        mixinStandardHelpOptions = true)
final class PagesBench implements Callable<Integer> {
    private static final int USERS = 20_000;
    private static final int FIRST_REQUESTS = 10;
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";
    private static final String GZIP = "Accept-Encoding: gzip\r\n";

    @Option(
            names = "--connections",
            split = ",",
            paramLabel = "N",
            description = "Numbers of connections. Default: 1,8")
    private List<Integer> connections = List.of(1, 8);

    @Option(names = "--seconds", description = "Length of one round. Default: ${DEFAULT-VALUE}")
    private int seconds = 2;

    @Option(names = "--rounds", description = "Rounds of each page; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 1;

    @Option(names = "--warm-up", description = "Seconds of warming up for each page. Default: ${DEFAULT-VALUE}")
    private int warmUp = 2;

    @Option(names = "--jvm", paramLabel = "FLAG", description = "A flag for the JVM of the service, to profile it.")
    private List<String> flags = List.of();

    /** A page, or a form: how large it is, and what asks for it again and again. */
    private record Page(Optional<Integer> size, Optional<Integer> compressed, Callable<Work> opening) {}

    @Override
    public Integer call() throws Exception {
        Report.progress("creating %,d users".formatted(USERS));
        try (Lab lab = new Lab(Population.FRESH, USERS, flags.toArray(String[]::new))) {
            Report.progress("creating the player of the pages");
            PagesPlayer player = PagesPlayer.make(lab);
            Map<String, Page> loads = new LinkedHashMap<>();
            for (String path : List.of("/", "/sign-in", player.opened())) {
                loads.put(shown(path), page(lab.web(), path, ""));
            }
            for (String path : player.pages()) {
                loads.put(shown(path), page(lab.web(), path, player.cookie()));
            }
            loads.put("POST /profile/name", save(lab.web(), player.cookie()));
            measure(loads);
        }
        return 0;
    }

    /** The template of a path: no table has the token of a link. */
    private static String shown(String path) {
        return path.replaceFirst("^/c/.*", "/c/{token}").replaceFirst("lnk_[^/]*", "{link_id}");
    }

    private static byte[] request(URI web, String line, String headers, String body) {
        return "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s\r\n%s"
                .formatted(line, web.getPort(), headers, body)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Page page(URI web, String path, String cookie) throws IOException {
        byte[] plain = request(web, "GET " + path, cookie, "");
        byte[] compressed = request(web, "GET " + path, cookie + GZIP, "");
        try (var connection = new HttpConnection(web)) {
            return new Page(
                    Optional.of(size(connection, plain)),
                    Optional.of(size(connection, compressed)),
                    () -> new Sending(web, List.of(compressed), HttpConnection::ok));
        }
    }

    /** The first request for a page, whose classes are not loaded yet, may take longer than a page may. */
    private static int size(HttpConnection connection, byte[] request) throws IOException {
        for (int i = 1; i < FIRST_REQUESTS; i++) {
            try {
                return connection.ok(request).length;
            } catch (IOException e) {
                Report.progress("asking again");
            }
        }
        return connection.ok(request).length;
    }

    private static Page save(URI web, String cookie) {
        List<byte[]> both = List.of("race_name=Bench+Nova", "race_name=Bench+Vega").stream()
                .map(body -> request(
                        web, "POST /profile/name", cookie + FORM + "Content-Length: " + body.length() + "\r\n", body))
                .toList();
        return new Page(Optional.empty(), Optional.empty(), () -> new Sending(web, both, HttpConnection::redirected));
    }

    private void measure(Map<String, Page> loads) throws Exception {
        int most = connections.stream().mapToInt(Integer::intValue).max().orElseThrow();
        for (var load : loads.entrySet()) {
            Report.progress("warming up: " + load.getKey());
            Load.run(most, Duration.ofSeconds(warmUp), load.getValue().opening());
        }
        Report report = new Report("page", "bytes", "compressed", "connections", "rate", "median", "95 %", "99 %");
        for (int many : connections) {
            for (var load : loads.entrySet()) {
                List<Speed> speeds = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    speeds.add(Load.run(
                            many, Duration.ofSeconds(seconds), load.getValue().opening()));
                }
                Speed median = Speed.median(speeds);
                report.row(
                        load.getKey(),
                        bytes(load.getValue().size()),
                        bytes(load.getValue().compressed()),
                        Integer.toString(many),
                        Report.perSecond(median.perSecond()),
                        Report.millis(median.medianMillis()),
                        Report.millis(median.worstOfTwentyMillis()),
                        Report.millis(median.worstOfHundredMillis()));
            }
        }
        report.print();
    }

    private static String bytes(Optional<Integer> size) {
        return size.map("%,d"::formatted).orElse("");
    }

    /** Requests of one connection, one after another, again and again. */
    private static final class Sending implements Work {
        private final HttpConnection connection;
        private final List<byte[]> requests;
        private final Exchange exchange;
        private int next;

        private interface Exchange {
            void of(HttpConnection connection, byte[] request) throws IOException;
        }

        Sending(URI web, List<byte[]> requests, Exchange exchange) throws IOException {
            this.connection = new HttpConnection(web);
            this.requests = requests;
            this.exchange = exchange;
        }

        @Override
        public boolean once() throws IOException {
            exchange.of(connection, requests.get(next++ % requests.size()));
            return true;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
