package galaxy.auth.http;

import galaxy.auth.address.TypedAddress;
import galaxy.auth.challenge.BindUser;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.Sessions;
import galaxy.auth.user.UserBlocks;
import galaxy.auth.user.UserDirectory;
import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Blocks, which users keep, and after which sessions end at once. */
final class BlockHandlers {
    private final UserDirectory users;
    private final UserBlocks blocks;
    private final Sessions sessions;
    private final boolean isUtf8;

    /** @param isUtf8 whether local parts may have characters outside of ASCII */
    BlockHandlers(UserDirectory users, UserBlocks blocks, Sessions sessions, boolean isUtf8) {
        this.users = users;
        this.blocks = blocks;
        this.sessions = sessions;
        this.isUtf8 = isUtf8;
    }

    Response blockUser(Exchange exchange) {
        Fields body = exchange.body();
        UserBlocks.Request request = request(exchange, body);
        return Decode.userId(exchange.path("user_id"))
                .map(userId -> response(blocks.block(userId, request), request))
                .orElseGet(() -> Response.error(ErrorCode.USER_NOT_FOUND));
    }

    Response blockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<TypedAddress> email = body.string("email", raw -> TypedAddress.parse(raw, isUtf8));
        UserBlocks.Request request = request(exchange, body);
        return response(
                blocks.block(BindUser.accountEmail(email.orElseThrow(), users, request.cause()), request), request);
    }

    private static UserBlocks.Request request(Exchange exchange, Fields body) {
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        End end = body.end("expires_at", "expires_in");
        body.finish();
        Optional<Boolean> dryRun = exchange.query().bool("dry_run");
        exchange.query().finish();
        return new UserBlocks.Request(
                reason.orElseThrow(),
                actor,
                end,
                Decode.key(exchange),
                dryRun.orElse(false),
                exchange.origin().cause(MutationSource.USER_BLOCK));
    }

    private Response response(UserBlocks.Outcome outcome, UserBlocks.Request request) {
        return switch (outcome) {
            case UserBlocks.Outcome.Refused(String code, String message, List<UserDirectory.Problem> details) ->
                Response.error(
                        ErrorCode.of(code).orElse(ErrorCode.INTERNAL_ERROR),
                        message,
                        details.stream()
                                .map(detail -> new Detail(detail.field(), detail.reason()))
                                .toList());
            case UserBlocks.Outcome.Done done -> {
                int revoked = request.isDryRun() ? 0 : revoke(done, request);
                yield Response.ok(fields -> fields.string("outcome", done.outcome())
                        .string("user_id", done.userId().map(UserId::value))
                        .string("block_id", done.blockId())
                        .time("expires_at", done.expiresAt())
                        .number("revoked", revoked));
            }
        };
    }

    private int revoke(UserBlocks.Outcome.Done done, UserBlocks.Request request) {
        Actor actor = request.actor().orElseGet(EndSessions::byAuth);
        Cause cause = request.cause();
        return done.userId()
                .map(userId -> sessions.revokeAll(userId, Optional.empty(), EndSessions.blocked(actor, cause)))
                .orElse(0);
    }
}
