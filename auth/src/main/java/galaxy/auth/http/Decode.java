package galaxy.auth.http;

import galaxy.auth.address.ClientInfo;
import galaxy.auth.session.EndSessions;
import galaxy.auth.session.SessionUses.Use;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.RefusedException;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.IpAddress;
import galaxy.kernel.Parsed;
import galaxy.kernel.Printable;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import galaxy.sessions.Credential;
import galaxy.sessions.Session.Ended;
import galaxy.sessions.SessionId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;

/** Parts of requests that several handlers read. */
final class Decode {
    private static final int LONGEST_WORD = 64;

    private Decode() {}

    /** Where the player is, as the caller saw it. */
    static Optional<ClientInfo> client(Fields body) {
        return body.object("client").flatMap(client -> {
            Optional<InetAddress> ip = client.string("ip", IpAddress::parse);
            Optional<CountryCode> country = client.optionalString("country", CountryCode::parse);
            return ip.map(address -> new ClientInfo(address, country));
        });
    }

    static Optional<Credential> credential(Fields body) {
        return body.object("credential")
                .flatMap(credential -> credential
                        .string("kind", Decode::kind)
                        .flatMap(kind -> kind.equals(Credential.ED25519)
                                ? credential.string("public_key", Credential::deviceKey)
                                : credential.string("secret_sha256", Credential::cookie)));
    }

    private static Parsed<String> kind(String raw) {
        return switch (raw) {
            case Credential.ED25519, Credential.COOKIE -> Parsed.valid(raw);
            case "p256" -> Parsed.invalid("is reserved and not taken yet; use ed25519 or cookie");
            default -> Parsed.invalid("must be ed25519 or cookie");
        };
    }

    /** A text of which users or a lookup judge more. */
    static Parsed<String> word(String raw) {
        int length = raw.codePointCount(0, raw.length());
        return length >= 1 && length <= LONGEST_WORD && raw.codePoints().allMatch(Printable::is)
                ? Parsed.valid(raw)
                : Parsed.invalid("must have 1 to " + LONGEST_WORD + " printable characters");
    }

    static Optional<SessionId> sessionId(String raw) {
        return SessionId.parse(raw) instanceof Parsed.Valid<SessionId>(SessionId id)
                ? Optional.of(id)
                : Optional.empty();
    }

    static Optional<UserId> userId(String raw) {
        return UserId.parse(raw) instanceof Parsed.Valid<UserId>(UserId id) ? Optional.of(id) : Optional.empty();
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

    /** What a request to revoke causes. A user ends their own sessions, everyone else those of others. */
    static EndSessions revocation(Exchange exchange, ReasonCode reason, Actor actor) {
        MutationSource source =
                actor.type().equals("user") ? MutationSource.SELF_SERVICE : MutationSource.ADMIN_COMMAND;
        return new EndSessions(
                Ended.REVOKED, reason.value(), actor, exchange.origin().cause(source));
    }

    /** Empty for a text that is the id of no session. */
    static Optional<Use> use(Fields row) {
        Optional<SessionId> id = row.string("device_session_id").flatMap(Decode::sessionId);
        Optional<Instant> at = row.time("at");
        Optional<CountryCode> country = row.optionalString("country", CountryCode::parse);
        return id.flatMap(known -> at.map(time -> new Use(known, time, country)));
    }

    static Optional<IdempotencyKey> key(Exchange exchange) {
        return exchange.header("Idempotency-Key")
                .map(IdempotencyKey::parseHeader)
                .map(parsed -> switch (parsed) {
                    case Parsed.Valid<IdempotencyKey>(IdempotencyKey key) -> key;
                    case Parsed.Invalid<IdempotencyKey>(String reason) ->
                        throw RefusedException.invalid("Idempotency-Key", reason);
                });
    }
}
