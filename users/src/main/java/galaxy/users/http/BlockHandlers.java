package galaxy.users.http;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.account.BlockChange;
import galaxy.users.account.RequestContext;
import galaxy.users.block.BlockEmail;
import galaxy.users.block.EmailBlocks;
import galaxy.users.block.EmailBlocks.BlockOutcome;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Blocks of e-mail addresses. */
final class BlockHandlers {
    private final EmailBlocks blocks;

    BlockHandlers(EmailBlocks blocks) {
        this.blocks = blocks;
    }

    Response blockUser(Exchange exchange) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        End end = body.end("expires_at", "expires_in");
        body.finish();
        var command = new BlockEmail(reason.orElseThrow(), actor, end);
        return blocked(blocks.blockUser(Decode.userId(exchange), command, request(exchange, "block")));
    }

    Response blockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        End end = body.end("expires_at", "expires_in");
        body.finish();
        var command = new BlockEmail(reason.orElseThrow(), actor, end);
        return blocked(blocks.block(email.orElseThrow(), command, request(exchange, "block-email")));
    }

    Response unblockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(body);
        body.finish();
        BlockOutcome outcome = blocks.unblock(
                email.orElseThrow(), reason.orElseThrow(), actor.orElseThrow(), request(exchange, "unblock-email"));
        return response(
                outcome,
                (fields, change) ->
                        user(fields.string("outcome", change.isChanged() ? "unblocked" : "not_blocked"), change));
    }

    private static RequestContext request(Exchange exchange, String command) {
        return Decode.request(exchange, command, MutationSource.AUTH_BLOCK);
    }

    private static Response blocked(BlockOutcome outcome) {
        return response(outcome, (fields, change) -> {
            user(fields.string("outcome", change.isChanged() ? "blocked" : "already_blocked"), change);
            fields.string("block_id", change.blockId()).time("expires_at", change.expiresAt());
        });
    }

    private static void user(JsonFields fields, BlockChange change) {
        fields.string("user_id", change.userId().map(UserId::value));
    }

    private static Response response(BlockOutcome outcome, BiConsumer<JsonFields, BlockChange> done) {
        return switch (outcome) {
            case BlockOutcome.Done(BlockChange change) -> Response.ok(fields -> done.accept(fields, change));
            case BlockOutcome.Invalid(String field, String reason) ->
                Response.error(ErrorCode.INVALID_REQUEST, new Detail(field, reason));
            case BlockOutcome.UnknownUser unknown -> Encode.userNotFound();
            case BlockOutcome.KeyReused reused -> Encode.keyReused();
        };
    }
}
