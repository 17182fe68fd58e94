package galaxy.app;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.server.BindAddress;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Endpoint;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.Service;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.Sha256;
import galaxy.store.SharedStore;
import galaxy.testkit.Topology;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a service knows of the process around it, and adds to its management port. */
final class ListenerAddressesIT {
    private final List<String> seen = new ArrayList<>();

    private final class Probe implements Service<SharedStore> {
        private final String name;
        private final List<Setting<?>> settings;

        private Probe(String name) {
            this.name = name;
            this.settings = new ListenerKeys(name + ".http", 1, "nothing").all();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Setting<?>> settings() {
            return settings;
        }

        @Override
        public void check(SettingsReader reader, ProcessPlan plan) {
            assertThat(plan.services()).containsExactlyInAnyOrder("one", "two");
            plan.addresses().stream().map(ListenerAddressesIT::shown).forEach(seen::add);
        }

        @Override
        public Running start(ServiceContext<SharedStore> context) {
            var page =
                    Route.get("/" + name, Access.anyone(), exchange -> Response.ok(json -> json.string("page", name)));
            var endpoint = new Endpoint("127.0.0.1:1", "nothing", "nothing");
            return new Running(List.of(endpoint), List.of(), List.of(), List.of(page));
        }
    }

    private static String shown(BindAddress address) {
        return address.key() + " " + address.ip().getHostAddress();
    }

    @Test
    void a_service_knows_where_the_process_listens_and_adds_pages() throws Exception {
        var process = new ServiceProcess(List.of(new Probe("one"), new Probe("two"), new Probe("three")));
        var settings = SettingSources.of(Map.of(
                "redis.uri", Topology.STAND_ALONE.freshUri(),
                "callers", "console-1=admin:" + Sha256.hex("token"),
                "management.port", "0",
                "two.http.port", "2",
                "two.http.address", "0.0.0.0",
                "three.http.address", "0.0.0.0",
                "log.level", "error"));
        try (var running = process.start(settings, List.of("one", "two"), InstantSource.system());
                var client = HttpClient.newHttpClient()) {
            assertThat(seen).hasSize(6).containsOnly("bind.address 127.0.0.1", "two.http.address 0.0.0.0");
            assertThat(running.managementPaths())
                    .contains("/livez", "/metrics", "/one", "/two")
                    .doesNotContain("/three");
            var request = HttpRequest.newBuilder(URI.create(running.management() + "/two"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("{\"page\":\"two\"}");
        }
    }
}
