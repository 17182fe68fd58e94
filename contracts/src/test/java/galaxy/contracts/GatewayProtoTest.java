package galaxy.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import galaxy.contracts.gateway.v1.Gateway;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names, numbers and types that game clients of {@code gateway.v1} have compiled in. None may ever change or go. */
final class GatewayProtoTest {
    private static final FileDescriptor FILE = Gateway.getDescriptor();

    private static final List<String> FROZEN = List.of(
            "SignedEnvelope: signed_request 1 bytes, signature 2 bytes",
            "SignedRequest: device_session_id 1, message_type 2, request_id 3, issued_at_ms 4 int64, payload 5 bytes,"
                    + " audience 6",
            "ExecuteResponse: request_id 1, result 2 bytes",
            "UserAccountGet: ",
            "UserProfileUpdate: race_name 1",
            "UserSettingsUpdate: preferred_language 1 optional, time_zone 2 optional",
            "SessionCurrent: ",
            "SessionList: ",
            "SessionRevoke: device_session_id 1",
            "SessionRevokeOthers: ",
            "SessionEventsSubscribe: after 1",
            "Account: user_id 1, email 2, race_name 3, preferred_language 4, time_zone 5, declared_country 6 optional,"
                    + " entitlement 7 Entitlement, active_sanctions 8 repeated Sanction, active_limits 9 repeated Limit,"
                    + " effective_limits 10 repeated EffectiveLimit, created_at_ms 11 int64, updated_at_ms 12 int64",
            "Actor: type 1, id 2 optional",
            "Entitlement: plan_code 1, is_paid 2 bool, source 3, actor 4 Actor, reason_code 5, starts_at_ms 6 int64,"
                    + " ends_at_ms 7 optional int64, updated_at_ms 8 int64",
            "Sanction: sanction_code 1, scope 2, reason_code 3, actor 4 Actor, applied_at_ms 5 int64,"
                    + " expires_at_ms 6 optional int64",
            "Limit: limit_code 1, value 2 int32, reason_code 3, actor 4 Actor, applied_at_ms 5 int64,"
                    + " expires_at_ms 6 optional int64",
            "EffectiveLimit: limit_code 1, value 2 int32, origin 3",
            "Session: device_session_id 1, credential_kind 2, public_key_thumbprint 3 optional, device_name 4 optional,"
                    + " created_at_ms 5 int64, created_country 6 optional, last_seen_at_ms 7 int64, last_country 8 optional,"
                    + " idle_expires_at_ms 9 int64, expires_at_ms 10 int64, status 11, ended_at_ms 12 optional int64,"
                    + " end_reason_code 13 optional, current 14 bool",
            "Sessions: sessions 1 repeated Session",
            "SessionsRevoked: revoked 1 int32",
            "SubscribeResponse: kind 1 Kind, cursor 2, at_ms 3 int64, detail 4");

    @Test
    void every_message_has_its_fields_under_their_numbers() {
        assertThat(FILE.getPackage()).isEqualTo("gateway.v1");
        assertThat(FILE.getMessageTypes()).extracting(MessageShape::of).containsExactlyInAnyOrderElementsOf(FROZEN);
    }

    @Test
    void one_call_gives_one_message_and_the_other_a_stream() {
        assertThat(FILE.getServices().getFirst().getFullName()).isEqualTo("gateway.v1.GatewayService");
        assertThat(FILE.getServices().getFirst().getMethods())
                .extracting(GatewayProtoTest::shape)
                .containsExactly(
                        "Execute(SignedEnvelope) ExecuteResponse",
                        "Subscribe(SignedEnvelope) stream SubscribeResponse");
    }

    private static String shape(MethodDescriptor method) {
        return "%s(%s) %s%s"
                .formatted(
                        method.getName(),
                        method.getInputType().getName(),
                        method.isServerStreaming() ? "stream " : "",
                        method.getOutputType().getName());
    }

    @Test
    void kinds_of_messages_of_a_stream_have_their_numbers() {
        var kinds = FILE.findMessageTypeByName("SubscribeResponse").findEnumTypeByName("Kind");
        assertThat(kinds.getValues())
                .extracting(EnumValueDescriptor::getName)
                .containsExactly(
                        "NONE",
                        "READY",
                        "HEARTBEAT",
                        "ACCOUNT_CHANGED",
                        "SESSION_EXPIRING",
                        "SESSION_ENDED",
                        "RESYNC",
                        "RECONNECT");
        assertThat(kinds.getValues())
                .extracting(EnumValueDescriptor::getNumber)
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void every_message_type_has_its_payload_and_its_result() {
        assertThat(MessageType.values())
                .extracting(type -> "%s %s %s"
                        .formatted(
                                type.code(),
                                type.payload().getClass().getSimpleName(),
                                type.result().getClass().getSimpleName()))
                .containsExactly(
                        "user.account.get UserAccountGet Account",
                        "user.profile.update UserProfileUpdate Account",
                        "user.settings.update UserSettingsUpdate Account",
                        "session.current SessionCurrent Session",
                        "session.list SessionList Sessions",
                        "session.revoke SessionRevoke Session",
                        "session.revoke_others SessionRevokeOthers SessionsRevoked",
                        "session.events.subscribe SessionEventsSubscribe SubscribeResponse");
        assertThat(Arrays.stream(MessageType.values()).filter(MessageType::isStream))
                .containsExactly(MessageType.SESSION_EVENTS_SUBSCRIBE);
        assertThat(MessageType.of("session.list")).contains(MessageType.SESSION_LIST);
        assertThat(MessageType.of("SESSION_LIST")).isEmpty();
    }
}
