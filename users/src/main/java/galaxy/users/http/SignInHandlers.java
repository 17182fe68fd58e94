package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.account.Accounts;
import galaxy.users.account.TimeZoneName;
import galaxy.users.block.EmailBlocks;
import galaxy.users.block.EmailBlocks.BlockChange;
import galaxy.users.registration.Registrations;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.util.Optional;

/** For the sign-in service: the user of an e-mail address, and whether the address is blocked. */
final class SignInHandlers {
    private final Registrations registrations;
    private final EmailBlocks blocks;
    private final Accounts accounts;

    SignInHandlers(Registrations registrations, EmailBlocks blocks, Accounts accounts) {
        this.registrations = registrations;
        this.blocks = blocks;
        this.accounts = accounts;
    }

    Response resolve(Exchange exchange) {
        Standing standing = registrations.resolve(Decode.onlyEmail(exchange));
        return Response.ok(fields -> standing(fields, "kind", standing, "existing"));
    }

    Response exists(Exchange exchange) {
        boolean exists = Decode.findUserId(exchange).flatMap(accounts::find).isPresent();
        return Response.ok(fields -> fields.bool("exists", exists));
    }

    Response ensure(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<Fields> context = body.object("registration_context");
        Optional<LanguageTag> language =
                context.flatMap(inner -> inner.string("preferred_language", LanguageTag::parse));
        Optional<TimeZoneName> zone = context.flatMap(inner -> inner.string("time_zone", TimeZoneName::parse));
        body.finish();
        Ensured ensured = registrations.ensure(
                email.orElseThrow(),
                language.orElseThrow(),
                zone.orElseThrow(),
                Decode.cause(exchange, MutationSource.AUTH_REGISTRATION));
        String existing = ensured.isCreated() ? "created" : "existing";
        return Response.ok(fields -> standing(fields, "outcome", ensured.standing(), existing));
    }

    Response blockUser(Exchange exchange) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        body.finish();
        return blocks.blockUser(Decode.userId(exchange), reason.orElseThrow(), actor, blockCause(exchange))
                .map(change -> change(change, "blocked", "already_blocked"))
                .orElseGet(Encode::userNotFound);
    }

    Response blockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        body.finish();
        BlockChange change = blocks.block(email.orElseThrow(), reason.orElseThrow(), actor, blockCause(exchange));
        return change(change, "blocked", "already_blocked");
    }

    Response unblockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(body);
        body.finish();
        BlockChange change =
                blocks.unblock(email.orElseThrow(), reason.orElseThrow(), actor.orElseThrow(), blockCause(exchange));
        return change(change, "unblocked", "not_blocked");
    }

    private static Cause blockCause(Exchange exchange) {
        return Decode.cause(exchange, MutationSource.AUTH_BLOCK);
    }

    private static Response change(BlockChange change, String changed, String unchanged) {
        return Response.ok(fields -> fields.string("outcome", change.isChanged() ? changed : unchanged)
                .string("user_id", change.userId().map(UserId::value)));
    }

    private static void standing(JsonFields fields, String name, Standing standing, String existing) {
        switch (standing) {
            case Standing.Creatable creatable ->
                fields.string(name, "creatable").nothing("user_id").nothing("block_reason_code");
            case Standing.Existing(UserId userId) ->
                fields.string(name, existing).string("user_id", userId.value()).nothing("block_reason_code");
            case Standing.Blocked(Optional<UserId> userId, ReasonCode reason) ->
                fields.string(name, "blocked")
                        .string("user_id", userId.map(UserId::value))
                        .string("block_reason_code", reason.value());
        }
    }
}
