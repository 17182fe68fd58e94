package galaxy.users.http;

import galaxy.chassis.http.Decoder;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.identity.Caller;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import galaxy.users.account.IdempotencyKey;
import galaxy.users.account.RequestContext;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Parts of requests that several handlers read. */
final class Decode {
    private static final Pattern KEY = Pattern.compile("[ -~]{1,128}");

    private Decode() {}

    /** A field or parameter, parsed by the domain. */
    static <T> Decoder<T> by(Function<String, Parsed<T>> parser) {
        return text -> switch (parser.apply(text)) {
            case Parsed.Valid<T>(T value) -> new Decoder.Decoded.Value<>(value);
            case Parsed.Invalid<T>(String reason) -> new Decoder.Decoded.Not<>(reason);
        };
    }

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
        return body.string("email", by(EmailAddress::parse));
    }

    /** The address of a body that has nothing else. */
    static EmailAddress onlyEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = email(body);
        body.finish();
        return email.orElseThrow();
    }

    static Optional<ReasonCode> reason(Fields body) {
        return body.string("reason_code", by(ReasonCode::parse));
    }

    static Optional<Actor> actor(Fields body) {
        return body.object("actor").flatMap(Decode::readActor);
    }

    static Optional<Actor> optionalActor(Fields body) {
        return body.optionalObject("actor").flatMap(Decode::readActor);
    }

    private static Optional<Actor> readActor(Fields actor) {
        Optional<String> type = actor.string("type", by(Actor::parseType));
        Optional<String> id = actor.optionalString("id", by(Actor::parseId));
        return type.map(known -> new Actor(known, id));
    }

    static Cause cause(Exchange exchange, MutationSource mutationSource) {
        Exchange.Origin origin = exchange.origin();
        return new Cause(
                mutationSource.code(),
                origin.caller().map(Caller::name),
                Optional.of(origin.requestId()),
                Optional.of(origin.trace().traceparent()));
    }

    /**
     * The request behind a command on an account.
     *
     * @param command its name, which is part of the fingerprint of a request
     */
    static RequestContext request(Exchange exchange, String command, MutationSource mutationSource) {
        Optional<Boolean> dryRun = exchange.query().bool("dry_run");
        exchange.query().finish();
        return new RequestContext(
                idempotencyKey(exchange, command), dryRun.orElse(false), cause(exchange, mutationSource));
    }

    private static Optional<IdempotencyKey> idempotencyKey(Exchange exchange, String command) {
        Optional<String> key = exchange.header("Idempotency-Key");
        key.filter(text -> !KEY.matcher(text).matches()).ifPresent(text -> {
            throw RefusedException.invalid("Idempotency-Key", "must have 1 to 128 printable ASCII characters");
        });
        String caller = exchange.origin().caller().map(known -> known.name()).orElse("");
        return key.map(text -> new IdempotencyKey(caller, text, fingerprint(exchange, command)));
    }

    private static String fingerprint(Exchange exchange, String command) {
        return Sha256.hex(command + "\n" + exchange.body().canonical());
    }
}
