package galaxy.client.gateway;

import static galaxy.client.gateway.PlannedGateway.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import galaxy.client.ErrorResponseException;
import galaxy.client.Examples;
import galaxy.client.NoResponseException;
import galaxy.client.StubService;
import galaxy.client.Timeouts;
import galaxy.client.auth.DeviceSessionId;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.gateway.v1.SessionEventsSubscribe;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.contracts.gateway.v1.SubscribeResponse.Kind;
import galaxy.kernel.ReasonCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream over real sockets: its events, its end, and how it goes on. */
final class PlayerEventsIT {
    private static final Instant AT = Instant.ofEpochMilli(Messages.TIME);

    private final DeviceKey key = DeviceKey.generate();
    private final PlayerSession session = new PlayerSession(DeviceSessionId.of("dvs_0123456789abcdefghjkmnpqrs"), key);
    private final PlannedGateway gateway = new PlannedGateway(key);
    private final StubService rest = new StubService(Examples.GATEWAY);
    private final GatewayClient client = GatewayClient.of(GatewaySettings.of(rest.uri(), gateway.target())
            .withTimeouts(Timeouts.DEFAULT.withCall(Duration.ofSeconds(2))));

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        rest.close();
    }

    private static SubscribeResponse message(Kind kind, String cursor, String detail) {
        return SubscribeResponse.newBuilder()
                .setKind(kind)
                .setCursor(cursor)
                .setDetail(detail)
                .setAtMs(Messages.TIME)
                .build();
    }

    private static SubscribeResponse message(Kind kind, String cursor) {
        return message(kind, cursor, "");
    }

    private List<String> cursors() {
        return gateway.requests().stream()
                .map(request -> {
                    try {
                        return SessionEventsSubscribe.parseFrom(request.getPayload())
                                .getAfter();
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private static List<PlayerEvent> all(PlayerEvents events) {
        List<PlayerEvent> all = new CopyOnWriteArrayList<>();
        events.forEachRemaining(all::add);
        return all;
    }

    @Test
    void returns_each_kind_and_ends_with_the_session() {
        gateway.streams(stream -> {
            stream.onNext(message(Kind.READY, "c1"));
            stream.onNext(message(Kind.HEARTBEAT, "c1"));
            stream.onNext(message(Kind.ACCOUNT_CHANGED, "c2", "user.profile_updated"));
            stream.onNext(message(Kind.SESSION_EXPIRING, "c2"));
            stream.onNext(message(Kind.RESYNC, "c3"));
            stream.onNext(SubscribeResponse.newBuilder().setKindValue(99).build());
            stream.onNext(message(Kind.SESSION_ENDED, "c4", "user_blocked"));
            stream.onError(refusal(GatewayReason.SESSION_REVOKED));
        });
        try (PlayerEvents events = client.subscribe(session, Optional.empty())) {
            assertThat(all(events))
                    .containsExactly(
                            new PlayerEvent.Opened(AT),
                            new PlayerEvent.AccountChanged("user.profile_updated", AT),
                            new PlayerEvent.SessionExpiring(AT),
                            new PlayerEvent.Resync(AT),
                            new PlayerEvent.SessionEnded(ReasonCode.of("user_blocked"), AT));
            assertThat(events.cursor()).contains(Cursor.of("c4"));
        }
        assertThat(gateway.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.getMessageType()).isEqualTo("session.events.subscribe"));
    }

    @Test
    void goes_on_by_its_cursor_after_reconnect_and_after_each_failure_that_passes() {
        gateway.streams(stream -> {
                    stream.onNext(message(Kind.READY, "c1"));
                    stream.onNext(message(Kind.RECONNECT, "c2"));
                    stream.onCompleted();
                })
                .streams(stream -> stream.onError(refusal(GatewayReason.SERVICE_UNAVAILABLE)))
                .streams(stream -> stream.onError(refusal(GatewayReason.TOO_MANY_REQUESTS)))
                .streams(stream -> stream.onError(refusal(
                        GatewayReason.STALE_REQUEST,
                        Duration.ZERO,
                        Map.of("server_time_ms", Long.toString(Messages.TIME)))))
                .streams(stream -> stream.onNext(message(Kind.READY, "c3")))
                .streams(stream -> stream.onNext(message(Kind.SESSION_ENDED, "c4", "signed_out")));
        try (PlayerEvents events = client.subscribe(session, Optional.of(Cursor.of("c0")))) {
            assertThat(events.next()).isInstanceOf(PlayerEvent.Opened.class);
            assertThat(events.next()).isInstanceOf(PlayerEvent.Opened.class);
            gateway.restart();
            assertThat(events.next()).isInstanceOf(PlayerEvent.SessionEnded.class);
            assertThat(events.hasNext()).isFalse();
        }
        assertThat(cursors()).containsExactly("c0", "c2", "c2", "c2", "c2", "c3");
        assertThat(gateway.requests().getLast().getIssuedAtMs())
                .as("by the time of the refusal")
                .isBetween(Messages.TIME, Messages.TIME + 60_000);
    }

    @Test
    void throws_what_the_gateway_refuses() {
        gateway.streams(stream -> stream.onError(refusal(GatewayReason.SESSION_EXPIRED)));
        try (PlayerEvents events = client.subscribe(session, Optional.empty())) {
            assertThat(catchThrowableOfType(ErrorResponseException.class, events::hasNext)
                            .error()
                            .code())
                    .isEqualTo("SESSION_EXPIRED");
            assertThat(events.hasNext()).isFalse();
        }
    }

    @Test
    void says_that_the_gateway_cannot_be_reached() {
        gateway.stop();
        try (PlayerEvents events = client.subscribe(session, Optional.empty())) {
            assertThat(catchThrowableOfType(NoResponseException.class, events::hasNext))
                    .hasMessageContaining("connection refused");
        }
    }

    @Test
    void ends_when_another_thread_closes_it_and_when_its_thread_is_interrupted() {
        gateway.streams(stream -> stream.onNext(message(Kind.READY, "c1")))
                .streams(stream -> stream.onNext(message(Kind.READY, "c1")));
        for (boolean isClosed : new boolean[] {true, false}) {
            PlayerEvents events = client.subscribe(session, Optional.empty());
            var received = new CopyOnWriteArrayList<PlayerEvent>();
            var ended = new CompletableFuture<Boolean>();
            Thread reader = Thread.ofVirtual().start(() -> {
                events.forEachRemaining(received::add);
                ended.complete(Thread.currentThread().isInterrupted());
            });
            await().until(() -> received.size() == 1);
            if (isClosed) {
                events.close();
            } else {
                reader.interrupt();
            }
            assertThat(ended.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(!isClosed);
        }
    }
}
