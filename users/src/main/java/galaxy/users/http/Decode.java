package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.identity.Caller;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import galaxy.users.account.RequestContext;
import galaxy.users.account.RequestKey;
import java.util.Optional;

/** Parts of requests that several handlers read. */
final class Decode {
    private Decode() {}

    /** The user of the path; an id that is not well-formed is that of an unknown user. */
    static UserId userId(Exchange exchange) {
        return findUserId(exchange).orElseThrow(() -> new RefusedException(Encode.userNotFound()));
    }

    static Optional<UserId> findUserId(Exchange exchange) {
        return switch (UserId.parse(exchange.path("user_id"))) {
            case Parsed.Valid<UserId>(UserId userId) -> Optional.of(userId);
            case Parsed.Invalid<UserId> invalid -> Optional.empty();
        };
    }

    static Optional<EmailAddress> email(Fields body) {
        return body.string("email", EmailAddress::parse);
    }

    /** The address of a body that has nothing else. */
    static EmailAddress onlyEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = email(body);
        body.finish();
        return email.orElseThrow();
    }

    static Optional<ReasonCode> reason(Fields body) {
        return body.string("reason_code", ReasonCode::parse);
    }

    static Optional<Actor> actor(Fields body) {
        return body.object("actor").flatMap(Decode::readActor);
    }

    static Optional<Actor> optionalActor(Fields body) {
        return body.optionalObject("actor").flatMap(Decode::readActor);
    }

    private static Optional<Actor> readActor(Fields actor) {
        Optional<String> type = actor.string("type", Actor::parseType);
        Optional<String> id = actor.optionalString("id", Actor::parseId);
        return type.map(known -> new Actor(known, id));
    }

    static Cause cause(Exchange exchange, MutationSource mutationSource) {
        return exchange.origin().cause(mutationSource);
    }

    /**
     * The request behind a command on an account.
     *
     * @param command its name, which is part of the fingerprint of a request
     */
    static RequestContext request(Exchange exchange, String command, MutationSource mutationSource) {
        Optional<Boolean> dryRun = exchange.query().bool("dry_run");
        exchange.query().finish();
        return new RequestContext(requestKey(exchange, command), dryRun.orElse(false), cause(exchange, mutationSource));
    }

    private static Optional<RequestKey> requestKey(Exchange exchange, String command) {
        String caller = exchange.origin().caller().map(Caller::name).orElse("");
        return exchange.header("Idempotency-Key")
                .map(IdempotencyKey::parseHeader)
                .map(parsed -> switch (parsed) {
                    case Parsed.Valid<IdempotencyKey>(IdempotencyKey key) ->
                        new RequestKey(caller, key, fingerprint(exchange, command));
                    case Parsed.Invalid<IdempotencyKey>(String reason) ->
                        throw RefusedException.invalid("Idempotency-Key", reason);
                });
    }

    private static String fingerprint(Exchange exchange, String command) {
        return Sha256.hex(command + "\n" + exchange.body().canonical());
    }
}
