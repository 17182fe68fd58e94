package galaxy.contracts;

import com.google.protobuf.MessageLite;
import galaxy.contracts.gateway.v1.Account;
import galaxy.contracts.gateway.v1.Session;
import galaxy.contracts.gateway.v1.SessionCurrent;
import galaxy.contracts.gateway.v1.SessionEventsSubscribe;
import galaxy.contracts.gateway.v1.SessionList;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.SessionRevokeOthers;
import galaxy.contracts.gateway.v1.Sessions;
import galaxy.contracts.gateway.v1.SessionsRevoked;
import galaxy.contracts.gateway.v1.SubscribeResponse;
import galaxy.contracts.gateway.v1.UserAccountGet;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import java.util.Arrays;
import java.util.Optional;

/** What a game client can ask for: the {@code message_type} of a signed request, with the messages that belong to it. */
public enum MessageType {
    USER_ACCOUNT_GET("user.account.get", UserAccountGet.getDefaultInstance(), Account.getDefaultInstance()),
    USER_PROFILE_UPDATE("user.profile.update", UserProfileUpdate.getDefaultInstance(), Account.getDefaultInstance()),
    USER_SETTINGS_UPDATE("user.settings.update", UserSettingsUpdate.getDefaultInstance(), Account.getDefaultInstance()),
    SESSION_CURRENT("session.current", SessionCurrent.getDefaultInstance(), Session.getDefaultInstance()),
    SESSION_LIST("session.list", SessionList.getDefaultInstance(), Sessions.getDefaultInstance()),
    SESSION_REVOKE("session.revoke", SessionRevoke.getDefaultInstance(), Session.getDefaultInstance()),
    SESSION_REVOKE_OTHERS(
            "session.revoke_others", SessionRevokeOthers.getDefaultInstance(), SessionsRevoked.getDefaultInstance()),
    /** The only one of {@code Subscribe}; its results are the messages of the stream. */
    SESSION_EVENTS_SUBSCRIBE(
            "session.events.subscribe",
            SessionEventsSubscribe.getDefaultInstance(),
            SubscribeResponse.getDefaultInstance());

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // empty messages, which never change
    private final MessageLite payload;

    @SuppressWarnings("ImmutableEnumChecker")
    private final MessageLite result;

    MessageType(String code, MessageLite payload, MessageLite result) {
        this.code = code;
        this.payload = payload;
        this.result = result;
    }

    /** The word on the wire. */
    public String code() {
        return code;
    }

    /** An empty payload. */
    public MessageLite payload() {
        return payload;
    }

    /** An empty result. */
    public MessageLite result() {
        return result;
    }

    /** Whether it is one of {@code Subscribe}; the others are of {@code Execute}. */
    public boolean isStream() {
        return this == SESSION_EVENTS_SUBSCRIBE;
    }

    public static Optional<MessageType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
