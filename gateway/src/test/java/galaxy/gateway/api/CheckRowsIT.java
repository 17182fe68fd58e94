package galaxy.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.contracts.gateway.v1.SignedRequest;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.sessions.SessionId;
import galaxy.sessions.store.SessionKeys;
import galaxy.testkit.Servers;
import galaxy.testkit.Topology;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 1 to 8 of the checks of a signed request, over the wire. */
final class CheckRowsIT {
    private static final MessageType READ = MessageType.USER_ACCOUNT_GET;
    private static final AtomicReference<Duration> OFFSET = new AtomicReference<>(Duration.ZERO);
    private static final InstantSource CLOCK =
            () -> InstantSource.system().instant().plus(OFFSET.get());

    private static Platform platform;
    private static Channel client;
    private static Device device;

    @BeforeAll
    static void start() {
        platform = new Platform(Topology.STAND_ALONE.freshUri(), Map.of("auth.session.idle", "30d"), CLOCK);
        client = new Channel(platform.target());
        device = platform.signIn();
        client.awaitReady(device);
    }

    @AfterAll
    static void stop() {
        client.close();
        platform.close();
    }

    /** Each test begins with budgets of its own: more than a minute later. */
    @BeforeEach
    void laterMinute() {
        OFFSET.updateAndGet(offset -> offset.plusSeconds(61));
    }

    private static SignedRequest.Builder now(Device by, MessageType type) {
        return by.request(type).setIssuedAtMs(CLOCK.instant().toEpochMilli());
    }

    private static SignedEnvelope signed(UnaryOperator<SignedRequest.Builder> change) {
        return device.sign(change.apply(now(device, READ)));
    }

    private static Channel.Refused refused(UnaryOperator<SignedRequest.Builder> change) {
        return client.refused(signed(change));
    }

    @Test
    void row_1_sizes() {
        SignedEnvelope good = signed(request -> request);
        client.refused(good.toBuilder().clearSignedRequest().build())
                .as(GatewayReason.INVALID_REQUEST)
                .field("signed_request");
        byte[] signature = good.getSignature().toByteArray();
        for (int length : new int[] {0, 63}) {
            client.refused(good.toBuilder()
                            .setSignature(ByteString.copyFrom(signature, 0, length))
                            .build())
                    .as(GatewayReason.INVALID_REQUEST)
                    .field("signature");
        }
        client.refused(good.toBuilder()
                        .setSignature(good.getSignature().concat(ByteString.copyFrom(new byte[1])))
                        .build())
                .as(GatewayReason.INVALID_REQUEST)
                .field("signature");
    }

    @Test
    void row_1_the_longest_request_is_accepted_and_no_longer_one() {
        SignedRequest.Builder padded = now(device, READ).setAudience("");
        int empty = padded.setAudience("x").build().getSerializedSize() - 1;
        String longest = "x".repeat(SigningInput.MOST_BYTES - empty - 2);
        SignedRequest.Builder most = padded.setAudience(longest);
        assertThat(most.build().getSerializedSize()).isEqualTo(SigningInput.MOST_BYTES);
        assertThat(client.execute(device.sign(most)).getRequestId()).isEqualTo(most.getRequestId());
        client.refused(device.sign(most.setAudience(longest + "x")))
                .as(GatewayReason.INVALID_REQUEST)
                .field("signed_request");
    }

    @Test
    void row_1_fields() {
        refused(request -> request.clearMessageType())
                .as(GatewayReason.INVALID_REQUEST)
                .field("message_type");
        for (String id : new String[] {"", "a b", "a/b", "é", "x".repeat(65)}) {
            refused(request -> request.setRequestId(id))
                    .as(GatewayReason.INVALID_REQUEST)
                    .field("request_id");
        }
        for (String id : new String[] {"", "dvs_", "usr_0123456789abcdefghjkmnpqrs", device.sessionId() + "0"}) {
            refused(request -> request.setDeviceSessionId(id))
                    .as(GatewayReason.INVALID_REQUEST)
                    .field("device_session_id");
        }
    }

    @Test
    void row_1_encoding() {
        byte[] good = now(device, READ).build().toByteArray();
        byte[] unknown =
                ByteString.copyFrom(good).concat(ByteString.fromHex("7801")).toByteArray();
        client.refused(device.sign(unknown)).as(GatewayReason.INVALID_REQUEST).field("signed_request");
        byte[] cut = ByteString.copyFrom(good).substring(0, good.length - 1).toByteArray();
        client.refused(device.sign(cut)).as(GatewayReason.INVALID_REQUEST).field("signed_request");
        byte[] notUtf8 =
                ByteString.copyFrom(good).concat(ByteString.fromHex("3201ff")).toByteArray();
        client.refused(device.sign(notUtf8)).as(GatewayReason.INVALID_REQUEST).field("signed_request");
    }

    @Test
    void row_2_sixty_failures_a_minute_from_an_address() {
        Device unknown = new Device(DeviceKey.fresh(), device.sessionId(), device.userId());
        for (int i = 0; i < 60; i++) {
            refused(request -> request.clearMessageType()).as(GatewayReason.INVALID_REQUEST);
            refused(request -> request.setIssuedAtMs(0)).as(GatewayReason.STALE_REQUEST);
            client.refused(unknown.sign(now(unknown, READ))).as(GatewayReason.SESSION_INVALID);
        }
        refused(request -> request).as(GatewayReason.TOO_MANY_REQUESTS);
        refused(request -> request.clearMessageType()).as(GatewayReason.INVALID_REQUEST);
        refused(request -> request.setIssuedAtMs(0)).as(GatewayReason.TOO_MANY_REQUESTS);
        OFFSET.updateAndGet(offset -> offset.plusSeconds(60));
        client.execute(signed(request -> request));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void row_3_no_date_and_impossible_ones(long millis) {
        assertThat(refused(request -> request.setIssuedAtMs(millis))
                        .as(GatewayReason.STALE_REQUEST)
                        .time("server_time_ms"))
                .isBetween(CLOCK.instant().minusSeconds(10), CLOCK.instant().plusSeconds(1));
    }

    @Test
    void row_3_dates() {
        for (int seconds : new int[] {-61, 7}) {
            var refused = refused(request -> request.setIssuedAtMs(
                            CLOCK.instant().plusSeconds(seconds).toEpochMilli()))
                    .as(GatewayReason.STALE_REQUEST);
            assertThat(refused.info().getMetadataMap()).containsOnlyKeys("server_time_ms");
        }
        for (int seconds : new int[] {-50, 4}) {
            client.execute(signed(request ->
                    request.setIssuedAtMs(CLOCK.instant().plusSeconds(seconds).toEpochMilli())));
        }
    }

    @Test
    void row_4_unknown_session() {
        String other = device.sessionId().substring(0, device.sessionId().length() - 1)
                + (device.sessionId().endsWith("0") ? "1" : "0");
        refused(request -> request.setDeviceSessionId(other)).as(GatewayReason.SESSION_INVALID);
    }

    @Test
    void row_5_no_bit_of_the_signature_and_no_byte_of_the_request_can_differ() {
        SignedEnvelope good = signed(request -> request);
        for (int bit : new int[] {0, 100, 255, 256, 400, 511}) {
            byte[] signature = good.getSignature().toByteArray();
            signature[bit / 8] ^= (byte) (1 << (bit % 8));
            client.refused(good.toBuilder()
                            .setSignature(ByteString.copyFrom(signature))
                            .build())
                    .as(GatewayReason.SESSION_INVALID);
        }
        SignedRequest changed = now(device, READ).setRequestId("another").build();
        client.refused(good.toBuilder().setSignedRequest(changed.toByteString()).build())
                .as(GatewayReason.SESSION_INVALID);
        byte[] bare = good.getSignedRequest().toByteArray();
        client.refused(good.toBuilder()
                        .setSignature(ByteString.copyFrom(device.key().sign(bare)))
                        .build())
                .as(GatewayReason.SESSION_INVALID);
        client.execute(good);
    }

    @Test
    void row_6_the_same_bytes_once_and_the_same_id_signed_anew() {
        SignedEnvelope envelope = signed(request -> request.setRequestId("again"));
        client.execute(envelope);
        client.refused(envelope).as(GatewayReason.REQUEST_REPLAYED);
        client.execute(signed(request -> request.setRequestId("again")));
    }

    @Test
    void row_7_a_session_that_is_gone_though_its_key_is_known() {
        Device gone = platform.signIn();
        client.execute(gone.sign(now(gone, READ)));
        Servers.standAlone().call("DEL", SessionKeys.session(SessionId.of(gone.sessionId())));
        client.refused(gone.sign(now(gone, READ))).as(GatewayReason.SESSION_INVALID);
    }

    @Test
    void row_7_an_expired_session() {
        Device expired = platform.signIn();
        OFFSET.updateAndGet(offset -> offset.plus(Duration.ofDays(31)));
        client.refused(expired.sign(now(expired, READ))).as(GatewayReason.SESSION_EXPIRED);
        OFFSET.updateAndGet(offset -> offset.minus(Duration.ofDays(31)));
    }

    @Test
    void row_7_a_revoked_session() {
        Device signedOut = platform.signIn();
        var revoke = galaxy.contracts.gateway.v1.SessionRevoke.newBuilder()
                .setDeviceSessionId(signedOut.sessionId())
                .build();
        client.execute(signedOut.sign(now(signedOut, MessageType.SESSION_REVOKE).setPayload(revoke.toByteString())));
        client.refused(signedOut.sign(now(signedOut, READ))).as(GatewayReason.SESSION_REVOKED);
    }

    @Test
    void row_8_types() {
        for (String type : new String[] {"user.account", "USER.ACCOUNT.GET", "session.events.subscribe"}) {
            refused(request -> request.setMessageType(type)).as(GatewayReason.UNKNOWN_MESSAGE_TYPE);
        }
    }

    @Test
    void row_8_payloads() {
        for (String hex : new String[] {"0a", "0801", "0a0378", "1200"}) {
            refused(request -> request.setMessageType(MessageType.USER_PROFILE_UPDATE.code())
                            .setPayload(ByteString.fromHex(hex)))
                    .as(GatewayReason.INVALID_REQUEST)
                    .field("payload");
        }
        ByteString name =
                UserProfileUpdate.newBuilder().setRaceName("x").build().toByteString();
        refused(request -> request.setPayload(name))
                .as(GatewayReason.INVALID_REQUEST)
                .field("payload");
        byte[] notUtf8 = "\n\1".getBytes(StandardCharsets.ISO_8859_1);
        refused(request -> request.setMessageType(MessageType.USER_PROFILE_UPDATE.code())
                        .setPayload(ByteString.copyFrom(notUtf8).concat(ByteString.fromHex("ff"))))
                .as(GatewayReason.INVALID_REQUEST)
                .field("payload");
    }
}
