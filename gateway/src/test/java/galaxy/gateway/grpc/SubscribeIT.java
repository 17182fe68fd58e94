package galaxy.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.RetryInfo;
import galaxy.chassis.grpc.RpcErrors;
import galaxy.client.auth.ConfirmResult;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.testkit.Topology;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams over gRPC of what users and auth publish. */
@ParameterizedClass
@EnumSource(Topology.class)
class SubscribeIT {
    private static Platform platform;

    @Parameter
    Topology topology;

    @BeforeParameterizedClassInvocation
    static void start(Topology topology) {
        platform = new Platform(topology);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        platform.close();
    }

    private static Streams streams() {
        return new Streams(platform.redis(), InstantSource.system());
    }

    private static Streams.Client open(Streams streams, ConfirmResult.SignedIn session) throws InterruptedException {
        // At first the gateway may not have read an event.
        await().until(() -> {
            Streams.Client probe = streams.open(session.sessionId().value(), "");
            boolean isReady = probe.isReady();
            probe.cancel();
            return isReady;
        });
        await().until(() -> streams.subscriptions.count() == 0);
        Streams.Client client = streams.open(session.sessionId().value(), "");
        client.next(Kind.READY);
        return client;
    }

    @Test
    void a_change_of_the_account_is_known_and_another_stream_goes_on_after_it() throws InterruptedException {
        ConfirmResult.SignedIn session = platform.signIn("rename-%s@example.com".formatted(topology));
        try (Streams streams = streams()) {
            Streams.Client client = open(streams, session);
            platform.usersClient.rename(session.userId(), "Nova Pilot").orElseThrow();
            SubscribeResponse renamed = awaitType(client, "user.profile.changed");
            client.cancel();
            platform.usersClient.rename(session.userId(), "Vega Pilot").orElseThrow();
            try (Streams other = streams()) {
                open(other, session).cancel();
                Streams.Client next = other.open(session.sessionId().value(), renamed.getCursor());
                next.next(Kind.READY);
                assertThat(next.next(Kind.ACCOUNT_CHANGED).getDetail()).isEqualTo("user.profile.changed");
            }
        }
    }

    /** Those of the creation may come before it. */
    private static SubscribeResponse awaitType(Streams.Client client, String type) throws InterruptedException {
        SubscribeResponse next = client.next(Kind.ACCOUNT_CHANGED);
        while (!next.getDetail().equals(type)) {
            next = client.next(Kind.ACCOUNT_CHANGED);
        }
        return next;
    }

    @Test
    void a_block_ends_the_stream_within_a_second() throws InterruptedException {
        ConfirmResult.SignedIn session = platform.signIn("block-%s@example.com".formatted(topology));
        try (Streams streams = streams()) {
            Streams.Client client = open(streams, session);
            platform.usersClient
                    .block(session.userId(), ReasonCode.of("chargeback"), Optional.empty())
                    .orElseThrow();
            long blocked = System.nanoTime();
            SubscribeResponse last = client.next();
            while (last.getKind() != Kind.SESSION_ENDED) {
                assertThat(last.getKind()).isEqualTo(Kind.ACCOUNT_CHANGED);
                last = client.next();
            }
            StatusRuntimeException end = client.end();
            assertThat(Duration.ofNanos(System.nanoTime() - blocked)).isLessThan(Duration.ofSeconds(1));
            assertThat(last.getDetail()).isEqualTo("login_blocked");
            assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(RpcErrors.reason(end)).contains("SESSION_REVOKED");
            await().untilAsserted(
                            () -> assertThat(streams.subscriptions.count()).isZero());
        }
    }

    @Test
    void a_client_that_leaves_frees_its_stream() throws InterruptedException {
        ConfirmResult.SignedIn session = platform.signIn("leave-%s@example.com".formatted(topology));
        try (Streams streams = streams()) {
            Streams.Client first = open(streams, session);
            streams.open(session.sessionId().value(), "").next(Kind.READY);
            StatusRuntimeException third =
                    streams.open(session.sessionId().value(), "").end();
            isTooMany(third);
            first.cancel();
            await().untilAsserted(
                            () -> assertThat(streams.subscriptions.count()).isEqualTo(1));
            streams.open(session.sessionId().value(), "").next(Kind.READY);
        }
    }

    @Test
    void a_stop_ends_streams_as_unavailable() throws InterruptedException {
        ConfirmResult.SignedIn session = platform.signIn("stop-%s@example.com".formatted(topology));
        try (Streams streams = streams()) {
            Streams.Client client = open(streams, session);
            streams.server.close();
            assertThat(client.end().getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void a_client_that_does_not_read_is_cut() throws InterruptedException {
        ConfirmResult.SignedIn session = platform.signIn("slow-%s@example.com".formatted(topology));
        try (Streams streams = streams()) {
            open(streams, session).cancel();
            Streams.Client client = streams.openUnread(session.sessionId().value(), "");
            client.reads(1);
            client.next(Kind.READY);
            for (int i = 0; i < 1000; i++) {
                publish(session.userId());
            }
            await().untilAsserted(
                            () -> assertThat(streams.subscriptions.count()).isZero());
            client.reads(Integer.MAX_VALUE);
            isTooMany(client.end());
        }
    }

    private static void isTooMany(StatusRuntimeException end) {
        assertThat(end.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(RpcErrors.reason(end)).contains("TOO_MANY_REQUESTS");
        assertThat(StatusProto.fromThrowable(end).getDetailsList()).anyMatch(detail -> detail.is(RetryInfo.class));
    }

    /** Adds an event of the account. */
    private static void publish(UserId userId) {
        Map<String, byte[]> event = Map.of("type", "user.test.changed", "subject", userId.value()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getBytes(StandardCharsets.UTF_8)));
        String id = platform.redis().call("xadd", commands -> commands.xadd("galaxy:events", event));
        assertThat(id).isNotEmpty();
    }
}
