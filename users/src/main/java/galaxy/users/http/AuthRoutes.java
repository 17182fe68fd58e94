package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.users.account.Accounts;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.TimeZoneName;
import galaxy.users.registration.Registrations;
import galaxy.users.block.EmailBlocks;
import galaxy.users.block.EmailBlocks.BlockChange;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.util.List;
import java.util.Optional;

/** For the sign-in service: whose an e-mail address is, and whether it is blocked. */
final class AuthRoutes {
    private static final MutationSource BLOCK = MutationSource.AUTH_BLOCK;

    private final Registrations registrations;
    private final EmailBlocks blocks;
    private final Accounts accounts;

    AuthRoutes(Registrations registrations, EmailBlocks blocks, Accounts accounts) {
        this.registrations = registrations;
        this.blocks = blocks;
        this.accounts = accounts;
    }

    List<Route> routes(Access auth, Access authAndLobby) {
        return List.of(
                Route.post(BASE + "/user-resolutions/by-email", auth, this::resolve),
                Route.get(BASE + "/users/{user_id}/exists", authAndLobby, this::exists),
                Route.post(BASE + "/users/ensure-by-email", auth, this::ensure),
                Route.post(BASE + "/users/{user_id}/block", auth, this::blockUser),
                Route.post(BASE + "/user-blocks/by-email", auth, this::blockEmail),
                Route.post(BASE + "/user-blocks/by-email/remove", auth, this::unblockEmail));
    }

    private Response resolve(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        body.finish();
        return Response.ok(fields -> standing(fields, "kind", registrations.resolve(email.orElseThrow()), "existing"));
    }

    private Response exists(Exchange exchange) {
        boolean exists = Decode.findUserId(exchange).flatMap(accounts::find).isPresent();
        return Response.ok(fields -> fields.bool("exists", exists));
    }

    private Response ensure(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<Fields> context = body.object("registration_context");
        Optional<LanguageTag> language =
                context.flatMap(inner -> inner.string("preferred_language", Decode.by(LanguageTag::parse)));
        Optional<TimeZoneName> zone =
                context.flatMap(inner -> inner.string("time_zone", Decode.by(TimeZoneName::parse)));
        body.finish();
        Ensured ensured = registrations.ensure(
                email.orElseThrow(),
                language.orElseThrow(),
                zone.orElseThrow(),
                Decode.cause(exchange, MutationSource.AUTH_REGISTRATION));
        return Response.ok(fields ->
                standing(fields, "outcome", ensured.standing(), ensured.isCreated() ? "created" : "existing"));
    }

    private Response blockUser(Exchange exchange) {
        Fields body = exchange.body();
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        body.finish();
        UserId userId = Decode.userId(exchange);
        return blocks.blockUser(userId, reason.orElseThrow(), actor, Decode.cause(exchange, BLOCK))
                .map(change -> change(change, "blocked", "already_blocked"))
                .orElseGet(Encode::userNotFound);
    }

    private Response blockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.optionalActor(body);
        body.finish();
        return change(
                blocks.block(email.orElseThrow(), reason.orElseThrow(), actor, Decode.cause(exchange, BLOCK)),
                "blocked",
                "already_blocked");
    }

    private Response unblockEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<ReasonCode> reason = Decode.reason(body);
        Optional<Actor> actor = Decode.actor(body);
        body.finish();
        return change(
                blocks.unblock(
                        email.orElseThrow(), reason.orElseThrow(), actor.orElseThrow(), Decode.cause(exchange, BLOCK)),
                "unblocked",
                "not_blocked");
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
