package galaxy.connections.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.client.connections.ConnectionsClient;
import galaxy.client.connections.ConnectionsSettings;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.connections.Connections;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.StorePage;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/store.md} against a store that the service has filled through its API. */
class StoreReferenceIT {
    /** Every key in the store, and its Redis type. */
    private static final Map<String, String> STORED = new TreeMap<>();

    @BeforeAll
    static void fill() throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        try (RedisNode redis = RedisNode.start()) {
            SettingsReader settings = new SettingsReader(
                    SettingSources.of(
                            Map.of("redis.uri", redis.uri(), "redis.timeout", "10s", "connections.grpc.port", "0")),
                    Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, new Connections().settings())
                            .flatMap(List::stream)
                            .toList());
            try (OpenStore store = OpenStore.open(StoreSettings.read(settings), registry);
                    Running service = new Connections()
                            .start(new ServiceContext<>(
                                    store.shared(),
                                    settings,
                                    Callers.none(),
                                    new ServerMetrics(registry),
                                    InstantSource.system()));
                    ConnectionsClient client = ConnectionsClient.of(ConnectionsSettings.of(service.address()))) {
                UserRef pilot = UserRef.of("pilot:1 {a}");
                client.setUsername(pilot, Username.of("nova")).orElseThrow();
                client.addContact(pilot, UserRef.of("pilot|2")).orElseThrow();
                ContactLink link = client.createContactLink(pilot, IdempotencyKey.of("r:1"), new End.Never(), 0)
                        .orElseThrow();
                client.consumeContactLink(link.token(), UserRef.of("pilot-3"), IdempotencyKey.of("r-2"))
                        .orElseThrow();
                await().until(() -> redis.call("EXISTS", "galaxy:events").equals("1"));
                STORED.putAll(StorePage.keysOf(redis));
            }
        }
    }

    @Test
    void every_stored_key_is_described_with_its_type() throws IOException {
        assertThat(STORED).isNotEmpty();
        assertThat(StorePage.undescribed(STORED)).isEmpty();
    }

    @Test
    void every_described_key_of_connections_is_stored() throws IOException {
        assertThat(StorePage.rows().keySet())
                .filteredOn(row -> row.startsWith("connections:"))
                .hasSize(11)
                .allSatisfy(row ->
                        assertThat(STORED.keySet()).as("keys like %s", row).anyMatch(StorePage.matches(row)));
    }
}
