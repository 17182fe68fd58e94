package galaxy.client.auth;

import galaxy.client.users.Reason;
import galaxy.kernel.CountryCode;
import galaxy.kernel.End;
import galaxy.kernel.IpAddress;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.Span;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the values of requests to their JSON. {@link Decode} is the way back. */
final class Encode {
    private Encode() {}

    static ObjectNode send(CodeRequest request) {
        ObjectNode body = body().put("email", request.email()).put("locale", request.locale());
        request.again().ifPresent(id -> body.put("challenge_id", id.value()));
        return from(body, request.from());
    }

    static ObjectNode confirmation(Confirmation confirmation) {
        ObjectNode body = body().put("code", confirmation.code());
        credential(body.putObject("credential"), confirmation.device().credential());
        body.put("time_zone", confirmation.registration().timeZone())
                .put("preferred_language", confirmation.registration().language());
        confirmation.device().name().ifPresent(name -> body.put("device_name", name));
        return from(body, confirmation.from());
    }

    static ObjectNode uses(List<SessionUse> uses) {
        ObjectNode body = body();
        ArrayNode rows = body.putArray("uses");
        for (SessionUse use : uses) {
            ObjectNode row = rows.addObject()
                    .put("device_session_id", use.sessionId().value())
                    .put("at", Rfc3339.format(use.at()));
            country(row, use.country());
        }
        return body;
    }

    static ObjectNode block(Reason reason, End end) {
        ObjectNode body = reason(body(), reason);
        switch (end) {
            case End.At(Instant time) -> body.put("expires_at", time.toString());
            case End.After(Span span) -> body.put("expires_in", span.text());
            case End.Never never -> {}
        }
        return body;
    }

    static ObjectNode reason(ObjectNode body, Reason reason) {
        body.put("reason_code", reason.code().value());
        ObjectNode actor = body.putObject("actor").put("type", reason.actor().type());
        reason.actor().id().ifPresent(id -> actor.put("id", id));
        return body;
    }

    /** An empty body. */
    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void credential(ObjectNode node, Credential credential) {
        switch (credential) {
            case Credential.DeviceKey(String key) -> node.put("kind", "ed25519").put("public_key", key);
            case Credential.Cookie(String digest) -> node.put("kind", "cookie").put("secret_sha256", digest);
        }
    }

    private static ObjectNode from(ObjectNode body, PlayerAddress from) {
        ObjectNode client = body.putObject("client").put("ip", IpAddress.text(from.ip()));
        country(client, from.country());
        return body;
    }

    private static void country(ObjectNode node, Optional<CountryCode> country) {
        country.ifPresent(code -> node.put("country", code.value()));
    }
}
