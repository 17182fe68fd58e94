package galaxy.geoprofile.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.identity.Caller;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.MutationSource;
import galaxy.contracts.Role;
import galaxy.geoprofile.observation.CountObservations.Observation;
import galaxy.geoprofile.profile.Request;
import galaxy.geoprofile.profile.RequestKey;
import galaxy.kernel.Actor;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.IpAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Sha256;
import galaxy.kernel.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of requests that several handlers read. */
final class Decode {
    static final String SIZE = "page_size";
    static final String TOKEN = "page_token";

    private static final long DEFAULT_SIZE = 50;
    private static final long MAX_SIZE = 200;
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private Decode() {}

    /** The user of the path; empty for an id that is not well-formed, which no user has. */
    static Optional<UserId> userId(Exchange exchange) {
        return UserId.parse(exchange.path("user_id")) instanceof Parsed.Valid<UserId>(UserId id)
                ? Optional.of(id)
                : Optional.empty();
    }

    /** The number of the path; empty for one that no version has. */
    static Optional<Integer> number(Exchange exchange) {
        String raw = exchange.path("number");
        return NUMBER.matcher(raw).matches() ? Optional.of(Integer.valueOf(raw)) : Optional.empty();
    }

    /** Whether the caller acts for the user who is signed in. */
    static boolean isForUser(Exchange exchange) {
        return exchange.origin()
                .caller()
                .map(Caller::role)
                .filter(role -> role == Role.GATEWAY || role == Role.WEB)
                .isPresent();
    }

    static Optional<ReasonCode> reason(Fields body) {
        return body.string("reason_code", ReasonCode::parse);
    }

    /** Who acts: the user of the path, where the caller acts for the user who is signed in. */
    static Optional<Actor> actor(Exchange exchange) {
        Fields body = exchange.body();
        Optional<Actor> actor = body.object("actor").flatMap(fields -> {
            Optional<String> type = fields.string("type", Actor::parseType);
            Optional<String> id = fields.optionalString("id", Actor::parseId);
            return type.map(known -> new Actor(known, id));
        });
        Actor user = Actor.of("user", exchange.path("user_id"));
        if (isForUser(exchange) && actor.filter(user::equals).isEmpty()) {
            body.problem("actor", "must be the user of the path: type user, and the same id");
        }
        return actor;
    }

    /** Who changes something: by who calls or, where callers are not configured, by who acts. */
    static MutationSource source(Exchange exchange, Actor actor) {
        boolean isOfUser = exchange.origin().caller().isPresent()
                ? isForUser(exchange)
                : actor.type().equals("user");
        return isOfUser ? MutationSource.SELF_SERVICE : MutationSource.ADMIN_COMMAND;
    }

    /** @param command its name, which is part of the fingerprint of a request */
    @SuppressWarnings("MissingSummary")
    static Request request(Exchange exchange, String command, MutationSource source) {
        return new Request(key(exchange, command), exchange.origin().cause(source));
    }

    private static Optional<RequestKey> key(Exchange exchange, String command) {
        String caller = exchange.origin().caller().map(Caller::name).orElse("");
        return exchange.header("Idempotency-Key")
                .map(IdempotencyKey::parseHeader)
                .map(parsed -> switch (parsed) {
                    case Parsed.Valid<IdempotencyKey>(IdempotencyKey key) ->
                        new RequestKey(
                                caller,
                                key,
                                Sha256.hex(command + "\n" + exchange.body().canonical()));
                    case Parsed.Invalid<IdempotencyKey>(String reason) ->
                        throw RefusedException.invalid("Idempotency-Key", reason);
                });
    }

    static Optional<Observation> observation(Fields row) {
        Optional<UserId> userId = row.string("user_id", UserId::parse);
        Optional<InetAddress> ip = row.string("ip", IpAddress::parse);
        Optional<Instant> at = row.time("observed_at");
        return userId.flatMap(user -> ip.flatMap(address -> at.map(time -> new Observation(user, address, time))));
    }

    static int size(Query query) {
        return query.integer(SIZE, 1, MAX_SIZE).orElse(DEFAULT_SIZE).intValue();
    }

    /** Where a walk goes on: from its start without a token or with an empty one; one of another walk is a problem of the query. */
    static Optional<String> cursor(Query query, PageTokens tokens, String walk) {
        Optional<String> token = query.string(TOKEN).filter(text -> !text.isEmpty());
        Optional<String> cursor = token.flatMap(text -> tokens.open(walk, text));
        if (token.isPresent() && cursor.isEmpty()) {
            query.problem(TOKEN, "is not a token of this listing; start again without one");
        }
        return cursor;
    }
}
