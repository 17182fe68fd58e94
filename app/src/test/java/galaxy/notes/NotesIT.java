package galaxy.notes;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.StringValue;
import galaxy.app.RunningProcess;
import galaxy.app.ServiceProcess;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.connections.Connections;
import galaxy.kernel.Sha256;
import galaxy.notes.grpc.NotesCalls;
import galaxy.store.EventStream;
import galaxy.store.StoreAddress;
import galaxy.store.StoreSettings;
import galaxy.testkit.SettableClock;
import galaxy.testkit.Topology;
import galaxy.users.Users;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A third service in the process takes one package and one entry in the list of services. */
@ParameterizedClass
@EnumSource
class NotesIT {
    private static final ServiceProcess PROCESS =
            new ServiceProcess(List.of(new Users(), new Connections(), new Notes()));
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final SettableClock clock = SettableClock.at("2026-03-01T12:00:00Z");
    private final HttpClient client = HttpClient.newHttpClient();
    private final String redis;
    private final RunningProcess process;
    private final ManagedChannel channel;

    NotesIT(Topology topology) {
        redis = topology.freshUri();
        process = PROCESS.start(
                SettingSources.of(Map.of(
                        "redis.uri", redis,
                        "redis.timeout", "10s",
                        "callers", "console-1=admin:" + Sha256.hex("token"),
                        "management.port", "0",
                        "users.http.port", "0",
                        "connections.grpc.port", "0",
                        "notes.http.port", "0",
                        "notes.grpc.port", "0",
                        "log.level", "warn")),
                PROCESS.names(),
                clock);
        channel = Grpc.newChannelBuilder(notes().getLast().address(), InsecureChannelCredentials.create())
                .build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        client.close();
        process.close();
    }

    @Test
    void is_offered_and_configured_like_the_others() throws Exception {
        assertThat(PROCESS.names()).containsExactly("users", "connections", "notes");
        assertThat(PROCESS.settings()).extracting(Setting::key).contains("notes.http.port", "notes.grpc.max-in-flight");
        assertThat(process.endpoints().keySet()).containsExactly("users", "connections", "notes");
        assertThat(management("/readyz")).contains("notes").contains("\"ready\"");
    }

    @Test
    void writes_under_a_unique_title_and_is_found_by_it() throws Exception {
        HttpResponse<String> written = write("Plan", "");
        assertThat(written.statusCode()).isEqualTo(200);
        String id = id(written);
        assertThat(send(request("/" + id)).body()).contains("\"title\":\"Plan\"");
        assertThat(find("Plan")).isEqualTo(id);
        HttpResponse<String> again = write("Plan", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"conflict\"");
        assertThatThrownBy(() -> find("Other")).isInstanceOf(StatusRuntimeException.class);
    }

    @Test
    void its_sweeper_ends_a_note_and_frees_the_title() throws Exception {
        String id = id(write("Brief", ",\"expires_at\":\"2026-03-01T13:00:00Z\""));
        clock.advance(Duration.ofHours(2));
        await().atMost(TIMEOUT).until(() -> events("expired").contains(id));
        assertThat(send(request("/" + id)).statusCode()).isEqualTo(404);
        await().atMost(TIMEOUT).until(() -> write("Brief", "").statusCode() == 200);
    }

    @Test
    void its_events_name_the_caller_and_its_requests_are_counted_beside_those_of_others() throws Exception {
        String id = id(write("Counted", ""));
        await().atMost(TIMEOUT).until(() -> events("created").contains(id));
        find("Counted");
        send(HttpRequest.newBuilder(URI.create(process.address("users") + "/docs")));
        assertThat(management("/metrics"))
                .contains(
                        "http_requests_total{method=\"POST\",outcome=\"ok\",route=\"/api/v1/notes\",service=\"notes\"}")
                .contains("service=\"users\"}")
                .contains("rpc_requests_total{method=\"Find\",outcome=\"ok\",service=\"notes\"}");
    }

    @Test
    void needs_a_caller_like_any_other() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(notes().getFirst().address() + "/api/v1/notes/1"));
        assertThat(client.send(request.build(), ofString()).statusCode()).isEqualTo(401);
    }

    private List<Endpoint> notes() {
        return process.endpoints().getOrDefault("notes", List.of());
    }

    private HttpResponse<String> write(String title, String more) throws Exception {
        return send(request("")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"title\":\"%s\",\"text\":\"…\"%s}".formatted(title, more))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(notes().getFirst().address() + "/api/v1/notes" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.header("Authorization", "Bearer token").build(), ofString());
    }

    private String management(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(process.management() + path));
        return client.send(request.build(), ofString()).body();
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.body()).contains("note_id");
        return response.body().replaceAll(".*\"note_id\":\"([^\"]*)\".*", "$1");
    }

    private String find(String title) {
        var metadata = new Metadata();
        metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer token");
        var call = io.grpc.ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
        return ClientCalls.blockingUnaryCall(call, NotesCalls.FIND, CallOptions.DEFAULT, StringValue.of(title))
                .getValue();
    }

    /** The subjects of the events of an operation, all of which name the caller unless the clock alone caused them. */
    private List<String> events(String operation) {
        var standard = StoreSettings.read(new SettingsReader(SettingSources.none(), StoreSettings.ALL));
        try (var stream = EventStream.connect(StoreAddress.parse(redis), standard)) {
            var found = stream.between(EventStream.START, stream.newest()).stream()
                    .map(EventStream.Entry::fields)
                    .filter(fields -> fields.getOrDefault("data", "").contains("\"operation\":\"" + operation + "\""))
                    .toList();
            assertThat(found)
                    .allSatisfy(fields -> assertThat(fields.get("data"))
                            .contains(operation.equals("expired") ? "\"caller\":null" : "\"caller\":\"console-1\""));
            return found.stream()
                    .map(fields -> fields.getOrDefault("subject", ""))
                    .toList();
        }
    }
}
