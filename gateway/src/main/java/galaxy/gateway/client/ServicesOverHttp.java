package galaxy.gateway.client;

import com.google.protobuf.MessageLite;
import galaxy.client.CallContext;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.DeviceSession;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.client.users.UsersClient;
import galaxy.contracts.GatewayReason;
import galaxy.contracts.gateway.v1.SessionsRevoked;
import galaxy.gateway.message.Answer;
import galaxy.gateway.message.CallReport;
import galaxy.gateway.message.Command;
import galaxy.gateway.message.Player;
import galaxy.gateway.message.Question;
import galaxy.gateway.message.Result;
import galaxy.gateway.message.Services;
import galaxy.kernel.Actor;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.sessions.SessionId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Users and auth by their clients; their addresses are known once they are needed. */
public final class ServicesOverHttp implements Services {
    private static final ReasonCode SIGNED_OUT = ReasonCode.of("signed_out");
    private static final ReasonCode REVOKED_BY_USER = ReasonCode.of("revoked_by_user");
    private static final Answer NO_USER = new Answer.Refused(
            GatewayReason.USER_NOT_FOUND,
            new Answer.ServiceWords("user_not_found", GatewayReason.USER_NOT_FOUND.message(), List.of()));
    private static final Answer NO_SESSION = new Answer.Refused(
            GatewayReason.SESSION_NOT_FOUND,
            new Answer.ServiceWords("session_not_found", GatewayReason.SESSION_NOT_FOUND.message(), List.of()));

    private final Supplier<UsersClient> users;
    private final Supplier<AuthClient> auth;
    private final Failures ofUsers;
    private final Failures ofAuth;

    public ServicesOverHttp(Supplier<UsersClient> users, Supplier<AuthClient> auth, CallReport report) {
        this.users = users;
        this.auth = auth;
        this.ofUsers = new Failures("users", report);
        this.ofAuth = new Failures("auth", report);
    }

    @Override
    public Answer answer(Question question) {
        Player player = question.player();
        return switch (question.command()) {
            case Command.ReadAccount _ ->
                ofUsers.answer(() -> users(question)
                        .account(player.userId())
                        .map(account -> done(EncodeAccount.account(account)))
                        .orElse(NO_USER));
            case Command.Rename(String raceName) ->
                ofUsers.answer(() -> done(EncodeAccount.account(users(question)
                        .rename(player.userId(), raceName, delivery(question))
                        .orElseThrow())));
            case Command.ChangeSettings(Optional<String> language, Optional<String> timeZone) ->
                ofUsers.answer(() -> done(EncodeAccount.account(users(question)
                        .changeSettings(player.userId(), language, timeZone, delivery(question))
                        .orElseThrow())));
            case Command.ReadSession _ ->
                ofAuth.answer(() -> auth(question)
                        .session(id(player))
                        .map(session -> shown(session, player))
                        .orElse(NO_SESSION));
            case Command.ListSessions _ ->
                ofAuth.answer(() -> done(EncodeSession.sessions(auth(question).sessions(player.userId()), id(player))));
            case Command.RevokeSession(String sessionId) ->
                // Any other text would be part of a path.
                SessionId.parse(sessionId) instanceof Parsed.Valid<SessionId>
                        ? ofAuth.answer(() -> revoke(question, DeviceSessionId.of(sessionId)))
                        : NO_SESSION;
            case Command.RevokeOthers _ -> ofAuth.answer(() -> revokeOthers(question));
        };
    }

    private Answer revoke(Question question, DeviceSessionId sessionId) {
        Player player = question.player();
        Reason reason = reason(player, sessionId.equals(id(player)) ? SIGNED_OUT : REVOKED_BY_USER);
        DeviceSession ended = auth(question)
                .revoke(sessionId, Optional.of(player.userId()), reason)
                .orElseThrow();
        return shown(ended, player);
    }

    private Answer revokeOthers(Question question) {
        Player player = question.player();
        int revoked = auth(question)
                .revokeAll(player.userId(), Optional.of(id(player)), reason(player, REVOKED_BY_USER))
                .orElseThrow();
        return done(SessionsRevoked.newBuilder().setRevoked(revoked).build());
    }

    private static Answer shown(DeviceSession session, Player player) {
        return done(EncodeSession.session(session, id(player)));
    }

    private static Answer done(MessageLite message) {
        return new Answer.Done(new Result(message.toByteArray()));
    }

    private static Reason reason(Player player, ReasonCode code) {
        return new Reason(code, Actor.of("user", player.userId().value()));
    }

    private static DeviceSessionId id(Player player) {
        return DeviceSessionId.of(player.sessionId().value());
    }

    private static Delivery delivery(Question question) {
        return Delivery.withKey(IdempotencyKey.of(question.idempotencyKey()));
    }

    private UsersClient users(Question question) {
        return users.get().in(context(question));
    }

    private AuthClient auth(Question question) {
        return auth.get().in(context(question));
    }

    private static CallContext context(Question question) {
        return new CallContext(
                Optional.of(question.origin().requestId()),
                Optional.of(question.origin().traceparent()));
    }
}
