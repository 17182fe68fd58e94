package galaxy.app;

import galaxy.client.PageRequest;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/** Starts everything in a folder of its own, uses it a little and stops: what a JVM learns from for the next start. */
@Command(
        name = "warm-up",
        description =
                "Starts the services in a temporary folder, sends some requests, and stops; trains the AOT cache.",
        hidden = true,
        mixinStandardHelpOptions = true)
final class WarmUp implements Callable<Integer> {
    private static final int ROUNDS = 20;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("galaxy-warm-up");
        try (HttpClient client = HttpClient.newHttpClient()) {
            try (RunningProcess galaxy = serve(folder);
                    ConnectionsClient connections =
                            ConnectionsClient.of(ConnectionsSettings.of(galaxy.address("connections")))) {
                for (int i = 0; i < ROUNDS; i++) {
                    use(client, galaxy, i);
                    use(connections, "warm-up-" + i);
                }
            }
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** Starts as {@code serve} does, command line and all, as the next start of this JVM will be. */
    private static RunningProcess serve(Path folder) {
        Serve.prepare();
        Stream<String> settings = Stream.of(
                "users.http.port=0",
                "connections.grpc.port=0",
                "geoprofile.http.port=0",
                "auth.http.port=0",
                "gateway.http.port=0",
                "gateway.grpc.port=0",
                "management.port=0",
                "data.dir=" + folder,
                "log.level=warn");
        String[] arguments = Stream.concat(Stream.of("serve"), settings.flatMap(set -> Stream.of("--set", set)))
                .toArray(String[]::new);
        ParseResult parsed = Main.commandLine(arguments).parseArgs(arguments);
        return ((Serve) parsed.subcommand().commandSpec().userObject()).start();
    }

    private static void use(HttpClient client, RunningProcess galaxy, int round)
            throws IOException, InterruptedException {
        String api = galaxy.address("users") + "/api/v1/internal";
        String user = post(client, api + "/users/ensure-by-email", """
                        {"email":"warm-up-%d@example.com","registration_context":{"preferred_language":"en","time_zone":"Europe/Berlin"}}""".formatted(round))
                .replaceAll(".*\"user_id\":\"([^\"]*)\".*", "$1");
        post(client, api + "/users/" + user + "/profile", "{\"race_name\":\"Warm Pilot " + round + "\"}");
        post(client, api + "/users/" + user + "/entitlements/grant", """
                {"plan_code":"paid_lifetime","source":"admin","reason_code":"warm_up","actor":{"type":"service"}}""");
        for (String path : List.of("/users/" + user + "/account", "/users/" + user + "/eligibility", "/users")) {
            client.send(HttpRequest.newBuilder(URI.create(api + path)).build(), HttpResponse.BodyHandlers.ofString());
        }
        for (String path : List.of("/readyz", "/metrics")) {
            URI uri = URI.create(galaxy.management() + path);
            client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void use(ConnectionsClient client, String user) {
        UserRef userId = UserRef.of(user);
        Username username = Username.of(user);
        client.setUserProfile(userId, username, ProfileDetails.named("Warm Pilot"))
                .orElseThrow();
        client.lookupUserProfile(username).orElseThrow();
        client.addContact(userId, UserRef.of("another")).orElseThrow();
        client.contacts(userId, PageRequest.first(10)).orElseThrow();
    }

    private static String post(HttpClient client, String uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("the warm-up was answered " + response.statusCode());
        }
        return response.body();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
