package galaxy.bench;

import galaxy.bench.Load.Speed;
import galaxy.testkit.EmbeddedServer;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.TempFolder;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What one listener's slow clients do to another. */
@Command(
        name = "listeners",
        description = {
            "Requests on one listener, alone and while slow clients hold every connection and every permit of another, over"
                    + " HTTP and over gRPC.",
            "",
            "Some of the slow clients send the headers of a request byte by byte, and connect again when they are closed;"
                    + " the others wait for responses, which do not come while Redis is stopped. Requests that are measured"
                    + " need no Redis: GET /livez on the management listener, and Check of grpc.health.v1.Health on that of"
                    + " connections."
        },
        mixinStandardHelpOptions = true)
final class ListenersBench implements Callable<Integer> {
    private static final int CONNECTIONS = 256;
    private static final int IN_FLIGHT = 64;

    @Option(names = "--seconds", description = "Length of one round. Default: ${DEFAULT-VALUE}")
    private int seconds = 4;

    @Option(names = "--rounds", description = "Rounds of each; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--connections", description = "Connections of the measured client. Default: ${DEFAULT-VALUE}")
    private int connections = 8;

    /** A listener that slow clients fill. */
    private enum Full {
        HTTP("users, HTTP", "http", "users"),
        GRPC("connections, gRPC", "rpc", "connections");

        private final String title;
        private final String protocol;
        private final String service;

        Full(String title, String protocol, String service) {
            this.title = title;
            this.protocol = protocol;
            this.service = service;
        }

        private SlowClients clients(GalaxyInstance galaxy) throws IOException {
            return switch (this) {
                case HTTP -> SlowClients.http(galaxy.users(), 2 * CONNECTIONS, IN_FLIGHT);
                case GRPC -> SlowClients.grpc(URI.create("//" + galaxy.connections()), 2 * CONNECTIONS, IN_FLIGHT);
            };
        }

        /** Waits until nothing is free. */
        private void awaitFull(GalaxyInstance galaxy) throws InterruptedException {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            String label = "service=\"" + service + "\"";
            while (true) {
                var metrics = galaxy.metrics();
                double open = metrics.sum(protocol + "_connections", label);
                double inFlight = metrics.sum(protocol + "_requests_in_flight", label);
                if (open >= CONNECTIONS && inFlight >= IN_FLIGHT) {
                    return;
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("%s has only %.0f connections and %.0f requests in flight"
                            .formatted(service, open, inFlight));
                }
                Thread.sleep(Duration.ofMillis(50));
            }
        }
    }

    /** What is measured, and beside which full listeners: never its own. */
    private record Measured(String title, Callable<? extends Load.Work> work, List<Full> beside) {}

    @Override
    public Integer call() throws Exception {
        Map<String, List<Speed>> speeds = new LinkedHashMap<>();
        try (TempFolder folder = TempFolder.make();
                GalaxyInstance galaxy = GalaxyInstance.serve(
                        "data.dir=" + folder.path(),
                        "users.http.max-connections=" + CONNECTIONS,
                        "users.http.max-in-flight=" + IN_FLIGHT,
                        "users.http.work-timeout=10m",
                        "connections.grpc.max-connections=" + CONNECTIONS,
                        "connections.grpc.max-in-flight=" + IN_FLIGHT,
                        "connections.grpc.work-timeout=10m",
                        "redis.timeout=10m")) {
            ManagedChannel channel = Grpc.newChannelBuilder(galaxy.connections(), InsecureChannelCredentials.create())
                    .build();
            var redis = new EmbeddedServer(folder.path().resolve("redis"));
            try {
                measure(galaxy, redis, channel, speeds);
            } finally {
                redis.resume();
                channel.shutdownNow();
            }
        }
        Report report = new Report("measured", "rate", "median", "99 %", "median of alone");
        double alone = 0;
        for (Map.Entry<String, List<Speed>> each : speeds.entrySet()) {
            Speed speed = Speed.median(each.getValue());
            alone = each.getKey().endsWith("alone") ? speed.medianMillis() : alone;
            report.row(
                    each.getKey(),
                    Report.perSecond(speed.perSecond()),
                    Report.millis(speed.medianMillis()),
                    Report.millis(speed.worstOfHundredMillis()),
                    Report.ratio(speed.medianMillis() / alone));
        }
        report.print();
        return 0;
    }

    private void measure(
            GalaxyInstance galaxy, EmbeddedServer redis, ManagedChannel channel, Map<String, List<Speed>> speeds)
            throws Exception {
        Report.progress("warming up");
        List<Measured> all = List.of(
                new Measured("GET /livez", () -> livez(galaxy.management()), List.of(Full.HTTP, Full.GRPC)),
                new Measured("gRPC Check", () -> check(channel), List.of(Full.HTTP)));
        for (Measured each : all) {
            speed(each);
        }
        for (int i = 0; i < rounds; i++) {
            for (Measured each : all) {
                add(speeds, each.title() + ", alone", speed(each));
                for (Full full : each.beside()) {
                    redis.pause();
                    try (SlowClients slow = full.clients(galaxy)) {
                        full.awaitFull(galaxy);
                        add(speeds, each.title() + ", beside a full listener of " + full.title, speed(each));
                        full.awaitFull(galaxy);
                        slow.requireAlive();
                    } finally {
                        redis.resume();
                    }
                    galaxy.awaitReady();
                }
            }
        }
    }

    private static void add(Map<String, List<Speed>> speeds, String title, Speed speed) {
        speeds.computeIfAbsent(title, first -> new ArrayList<>()).add(speed);
    }

    private Speed speed(Measured measured) throws Exception {
        return Load.run(connections, Duration.ofSeconds(seconds), measured.work());
    }

    private static Load.Work livez(URI server) throws IOException {
        byte[] request = HttpConnection.get("/livez");
        var connection = new HttpConnection(server);
        return new Load.Work() {
            @Override
            public boolean once() throws IOException {
                connection.ok(request);
                return true;
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    private static Load.Work check(ManagedChannel channel) {
        var health = HealthGrpc.newBlockingStub(channel);
        return () -> {
            health.check(HealthCheckRequest.getDefaultInstance());
            return true;
        };
    }
}
