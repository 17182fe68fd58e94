package galaxy.gateway.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SessionCurrent;
import galaxy.contracts.gateway.v1.SessionEventsSubscribe;
import galaxy.contracts.gateway.v1.SessionList;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.SessionRevokeOthers;
import galaxy.contracts.gateway.v1.UserAccountGet;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import galaxy.gateway.message.Command;
import galaxy.gateway.request.ClientRequest;
import java.util.Optional;

/** From the type and payload of a request to what is asked for. */
final class DecodePayload {
    private DecodePayload() {}

    /** What {@code Execute} is to do. */
    static Command command(ClientRequest request) {
        return switch (type(request, false)) {
            case USER_ACCOUNT_GET -> {
                read(request, UserAccountGet.parser());
                yield new Command.ReadAccount();
            }
            case USER_PROFILE_UPDATE ->
                new Command.Rename(read(request, UserProfileUpdate.parser()).getRaceName());
            case USER_SETTINGS_UPDATE -> settings(read(request, UserSettingsUpdate.parser()));
            case SESSION_CURRENT -> {
                read(request, SessionCurrent.parser());
                yield new Command.ReadSession();
            }
            case SESSION_LIST -> {
                read(request, SessionList.parser());
                yield new Command.ListSessions();
            }
            case SESSION_REVOKE ->
                new Command.RevokeSession(read(request, SessionRevoke.parser()).getDeviceSessionId());
            case SESSION_REVOKE_OTHERS -> {
                read(request, SessionRevokeOthers.parser());
                yield new Command.RevokeOthers();
            }
            case SESSION_EVENTS_SUBSCRIBE -> throw Errors.of(GatewayReason.UNKNOWN_MESSAGE_TYPE);
        };
    }

    /** The cursor after which {@code Subscribe} is to begin; empty for now. */
    static String after(ClientRequest request) {
        type(request, true);
        return read(request, SessionEventsSubscribe.parser()).getAfter();
    }

    private static Command settings(UserSettingsUpdate payload) {
        return new Command.ChangeSettings(
                payload.hasPreferredLanguage() ? Optional.of(payload.getPreferredLanguage()) : Optional.empty(),
                payload.hasTimeZone() ? Optional.of(payload.getTimeZone()) : Optional.empty());
    }

    private static MessageType type(ClientRequest request, boolean isStream) {
        return MessageType.of(request.messageType())
                .filter(type -> type.isStream() == isStream)
                .orElseThrow(() -> Errors.of(GatewayReason.UNKNOWN_MESSAGE_TYPE));
    }

    /** No payload has messages within it, whose fields would have to be looked at too. */
    private static <T extends Message> T read(ClientRequest request, Parser<T> parser) {
        try {
            T payload = parser.parseFrom(request.payload().bytes());
            if (!payload.getUnknownFields().asMap().isEmpty()) {
                throw Errors.invalid("payload", "has a field that is not of the contract");
            }
            return payload;
        } catch (InvalidProtocolBufferException e) {
            throw Errors.invalid("payload", "is not a well-formed message of the type");
        }
    }
}
