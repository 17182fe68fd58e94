package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.service.Peers;
import galaxy.chassis.service.Running;
import galaxy.chassis.service.ServiceContext;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.ServerMetrics;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.gateway.Gateway;
import galaxy.geoip.GeoipSettings;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.SessionKeys;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.RedisNode;
import galaxy.testkit.Topology;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway in a process of its own, with the rights in Redis that operators are given for it. */
final class RightsIT {
    private static final String RIGHTS = "ACL SETUSER gateway reset on >secret %R~auth:*:session:* ~auth:*:replay-*"
            + " %R~galaxy:events +evalsha +script|load +get +set +zadd +zscore +zcount +zremrangebyscore +pexpire"
            + " +info +time +ping +hello +xread +xrange +xrevrange +xinfo|stream";

    @ParameterizedTest
    @EnumSource
    void the_listed_rights_suffice(Topology topology) {
        try (var platform = Platform.open(topology.freshUri(), Map.of())) {
            String rights = topology == Topology.CLUSTER ? RIGHTS + " +cluster +asking" : RIGHTS;
            topology.nodes().forEach(node -> node.call(rights.split(" ")));
            topology.nodes().forEach(RedisNode::forgetScripts);
            String redis = platform.redis().replace("://", "://gateway:secret@");
            Device device = platform.signIn();
            try (var limited = OpenStore.withoutSecret(
                            StoreSettings.read(reader(platform, redis)), new PrometheusRegistry());
                    Running gateway = gateway(limited, reader(platform, redis));
                    var client = new Channel(gateway.endpoints().getLast().address())) {
                client.awaitReady(device);
                client.execute(device.sign(device.request(MessageType.SESSION_CURRENT)));
                assertThat(client.stub()
                                .subscribe(device.sign(device.request(MessageType.SESSION_EVENTS_SUBSCRIBE)))
                                .next()
                                .getKind())
                        .isEqualTo(SubscribeResponse.Kind.READY);
                RedisNode any = topology.nodes().getFirst();
                String session = SessionKeys.session(SessionId.of(device.sessionId()));
                assertThat(any.call("ACL", "DRYRUN", "gateway", "SET", session, "x"))
                        .contains("no permissions");
            } finally {
                topology.nodes().forEach(node -> node.call("ACL", "DELUSER", "gateway"));
            }
        }
    }

    private static SettingsReader reader(Platform platform, String redis) {
        return new SettingsReader(
                SettingSources.of(Map.of(
                        "redis.uri",
                        redis,
                        "redis.timeout",
                        "5s",
                        "gateway.http.port",
                        "0",
                        "gateway.grpc.port",
                        "0",
                        "gateway.users.url",
                        platform.running("users").address(),
                        "gateway.auth.url",
                        platform.running("auth").address(),
                        "gateway.geoprofile.url",
                        platform.running("geoprofile").address())),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, GeoipSettings.ALL, new Gateway().settings())
                        .flatMap(List::stream)
                        .toList());
    }

    private static Running gateway(OpenStore store, SettingsReader reader) {
        return new Gateway()
                .start(new ServiceContext<>(
                        store.shared(),
                        reader,
                        Callers.none(),
                        new ServerMetrics(new PrometheusRegistry()),
                        Peers.none(),
                        InstantSource.system()));
    }
}
