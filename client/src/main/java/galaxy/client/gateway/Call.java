package galaxy.client.gateway;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import galaxy.client.InvalidResponseException;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.transport.Effect;
import galaxy.client.users.Account;
import galaxy.contracts.MessageType;
import galaxy.contracts.gateway.v1.SessionRevoke;
import galaxy.contracts.gateway.v1.UserProfileUpdate;
import galaxy.contracts.gateway.v1.UserSettingsUpdate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something to ask the gateway for, with what it returns. The same value sent twice is two requests, unless it has a
 * {@link #withRequestId request id}.
 *
 * @param <T> the result
 */
public final class Call<T> {
    private static final Set<MessageType> READS =
            Set.of(MessageType.USER_ACCOUNT_GET, MessageType.SESSION_CURRENT, MessageType.SESSION_LIST);

    private final String messageType;
    private final ByteString payload;
    private final Decoder<T> decoder;
    private final Optional<RequestId> requestId;

    private interface Decoder<T> {
        T decode(ByteString result) throws InvalidProtocolBufferException;
    }

    private Call(String messageType, ByteString payload, Decoder<T> decoder, Optional<RequestId> requestId) {
        this.messageType = messageType;
        this.payload = payload;
        this.decoder = decoder;
        this.requestId = requestId;
    }

    /** The player's account. */
    public static Call<Account> account() {
        return of(MessageType.USER_ACCOUNT_GET, Call::decodedAccount);
    }

    /** Changes the race name. */
    public static Call<Account> rename(String raceName) {
        var payload = UserProfileUpdate.newBuilder().setRaceName(raceName).build();
        return of(MessageType.USER_PROFILE_UPDATE, payload, Call::decodedAccount);
    }

    /**
     * Changes the settings that are given.
     *
     * @param language a BCP 47 tag
     * @param timeZone a name of the IANA time zone database
     */
    public static Call<Account> changeSettings(Optional<String> language, Optional<String> timeZone) {
        var payload = UserSettingsUpdate.newBuilder();
        language.ifPresent(payload::setPreferredLanguage);
        timeZone.ifPresent(payload::setTimeZone);
        return of(MessageType.USER_SETTINGS_UPDATE, payload.build(), Call::decodedAccount);
    }

    /** The session of the request. */
    public static Call<OwnSession> currentSession() {
        return of(MessageType.SESSION_CURRENT, Call::decodedSession);
    }

    /** The player's active sessions. */
    public static Call<List<OwnSession>> sessions() {
        return of(
                MessageType.SESSION_LIST,
                result -> galaxy.contracts.gateway.v1.Sessions.parseFrom(result).getSessionsList().stream()
                        .map(Decode::session)
                        .toList());
    }

    /** Ends one of the player's sessions, that of the request too. One that has ended keeps its first end. */
    public static Call<OwnSession> revoke(DeviceSessionId sessionId) {
        var payload =
                SessionRevoke.newBuilder().setDeviceSessionId(sessionId.value()).build();
        return of(MessageType.SESSION_REVOKE, payload, Call::decodedSession);
    }

    /** Ends the player's other sessions; how many. */
    public static Call<Integer> revokeOthers() {
        return of(
                MessageType.SESSION_REVOKE_OTHERS,
                result -> galaxy.contracts.gateway.v1.SessionsRevoked.parseFrom(result)
                        .getRevoked());
    }

    /**
     * A request of any type, also of one that is newer than this client.
     *
     * @param payload the message of the type, encoded
     * @return with the result, encoded
     */
    public static Call<byte[]> encoded(String messageType, byte[] payload) {
        return new Call<>(messageType, ByteString.copyFrom(payload), ByteString::toByteArray, Optional.empty());
    }

    /** The same request under an id: however often it is sent, it is carried out once. */
    public Call<T> withRequestId(RequestId id) {
        return new Call<>(messageType, payload, decoder, Optional.of(id));
    }

    private static <T> Call<T> of(MessageType type, Decoder<T> decoder) {
        return of(type, type.payload(), decoder);
    }

    private static <T> Call<T> of(MessageType type, MessageLite payload, Decoder<T> decoder) {
        return new Call<>(type.code(), payload.toByteString(), decoder, Optional.empty());
    }

    private static Account decodedAccount(ByteString result) throws InvalidProtocolBufferException {
        return Decode.account(galaxy.contracts.gateway.v1.Account.parseFrom(result));
    }

    private static OwnSession decodedSession(ByteString result) throws InvalidProtocolBufferException {
        return Decode.session(galaxy.contracts.gateway.v1.Session.parseFrom(result));
    }

    String messageType() {
        return messageType;
    }

    ByteString payload() {
        return payload;
    }

    RequestId requestId() {
        return requestId.orElseGet(RequestId::random);
    }

    /** Every change is repeatable, by its request id. */
    Effect effect() {
        return MessageType.of(messageType).filter(READS::contains).isPresent() ? Effect.NONE : Effect.REPEATABLE;
    }

    /** @throws InvalidResponseException if it is not what the type returns */
    @SuppressWarnings("MissingSummary")
    T decode(ByteString result) {
        try {
            return decoder.decode(result);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidResponseException("the result of " + messageType + " is another message");
        }
    }
}
