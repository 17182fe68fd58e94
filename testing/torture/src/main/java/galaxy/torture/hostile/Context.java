package galaxy.torture.hostile;

import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.http.RawClient;
import galaxy.testkit.http.RawConnection;
import galaxy.torture.stage.Services;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program under attack, and what all attacks on it have in common.
 *
 * @param channel to the connections service, by a regular library
 */
record Context(Stage stage, Timeouts timeouts, RestCheck rest, ManagedChannel channel) implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    /**
     * The settings of the service.
     *
     * @param read how long it waits for a request to arrive
     * @param idle how long it keeps a connection without one
     */
    record Timeouts(Duration read, Duration idle) {
        /** What any step may take on a busy machine. */
        private static final Duration SLACK = Duration.ofSeconds(15);

        /** How long to wait for a response, or for the end of the connection. */
        Duration response() {
            return read.plus(SLACK);
        }

        /** How long to wait for the end of a connection on which nothing is sent. */
        Duration idleEnd() {
            return idle.multipliedBy(2).plus(SLACK);
        }
    }

    /** Starts a program that writes such a log, and waits until it is ready. */
    static Context open(Path folder, String format, String level, Timeouts timeouts, RestCheck rest)
            throws InterruptedException {
        List<String> settings = new ArrayList<>(List.of("log.format=" + format, "log.level=" + level));
        for (String kind : List.of("http", "grpc")) {
            settings.add(kind + ".read-timeout=" + timeouts.read().toSeconds() + "s");
            settings.add(kind + ".idle-timeout=" + timeouts.idle().toSeconds() + "s");
        }
        Stage stage = Stage.open(StageKind.EMBEDDED, folder, Services.one(settings), false);
        stage.fleet().requireReady(START);
        return new Context(
                stage, timeouts, rest, channel(stage.fleet().galaxies().getFirst()));
    }

    private static ManagedChannel channel(GalaxyInstance galaxy) {
        return Grpc.newChannelBuilder(galaxy.connections(), InsecureChannelCredentials.create())
                .build();
    }

    /** One that no other attack uses, for calls after which the service may end the connection. */
    ManagedChannel newChannel() {
        return channel(galaxy());
    }

    private GalaxyInstance galaxy() {
        return stage.fleet().galaxies().getFirst();
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
    }

    InetSocketAddress users() {
        return address(RestService.USERS);
    }

    InetSocketAddress address(RestService service) {
        return address(
                switch (service.name()) {
                    case "users" -> galaxy().users();
                    case "auth" -> galaxy().auth();
                    case "geoprofile" -> galaxy().geoprofile();
                    default -> throw new IllegalArgumentException(service.name());
                });
    }

    /** Every listener that speaks HTTP, with that of the pages; users, which do most, as often as all other services. */
    List<InetSocketAddress> http() {
        return Stream.concat(
                        RestService.ALL.stream().flatMap(each -> Stream.of(address(each), users())),
                        Stream.of(management(), address(galaxy().web())))
                .toList();
    }

    InetSocketAddress connections() {
        return address(URI.create("//" + galaxy().connections()));
    }

    InetSocketAddress management() {
        return address(galaxy().management());
    }

    Checks checks() {
        return rest.checks();
    }

    RawConnection connect(InetSocketAddress port) throws IOException {
        return new RawConnection(port, timeouts.response());
    }

    RawClient restClient() {
        return restClient(RestService.USERS);
    }

    RawClient restClient(RestService service) {
        return new RawClient(address(service), timeouts.response());
    }

    /** The values for one request of the table. */
    Map<String, String> values() {
        return Map.of("email", checks().newAddress());
    }

    @Override
    public void close() {
        channel.shutdownNow();
        stage.close();
    }
}
