package galaxy.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.grpc.RpcErrors;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.Topology;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Streams of a phone that has changed networks: nothing of it comes any more, not even a reset. Case G05. */
final class GoneClientIT {
    /** The library pings no sooner than after 10 s; the gateway waits for 30 s, and for 10 s for the answer. */
    @Test
    void its_streams_are_free_once_it_does_not_answer_a_ping() throws InterruptedException {
        Map<String, String> soon = Map.of("gateway.grpc.idle-timeout", "10s", "gateway.grpc.read-timeout", "1s");
        try (var platform = new Platform(Topology.STAND_ALONE);
                var streams = new Streams(platform.redis(), InstantSource.system(), soon)) {
            String session = platform.signIn("gone@example.com").sessionId().value();
            URI server = URI.create("grpc://" + streams.server.target());
            try (FaultProxy phone = FaultProxy.inFrontOf(server.getHost(), server.getPort())) {
                await().until(() -> streams.openThrough(phone, session).isReady());
                streams.openThrough(phone, session).next(Kind.READY);
                phone.blackHole();
                StatusRuntimeException third = streams.open(session, "").end();
                assertThat(RpcErrors.reason(third)).contains("TOO_MANY_REQUESTS");
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(
                                () -> assertThat(streams.subscriptions.count()).isZero());
                streams.open(session, "").next(Kind.READY);
            }
        }
    }
}
