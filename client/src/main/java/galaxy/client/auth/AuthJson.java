package galaxy.client.auth;

import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Rfc3339;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of responses as the JSON of the contract, for programs that pass them on. */
public final class AuthJson {
    private AuthJson() {}

    /** What a right code gives. */
    public static ObjectNode signedIn(ConfirmResult.SignedIn signedIn) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("device_session_id", signedIn.sessionId().value())
                .put("user_id", signedIn.userId().value())
                .put("created", signedIn.isCreated())
                .put("expires_at", Rfc3339.format(signedIn.lifetime().expiresAt()))
                .put("idle_timeout_seconds", (int)
                        signedIn.lifetime().idleTimeout().toSeconds())
                .put("server_time", Rfc3339.format(signedIn.serverTime()));
    }

    /** A session. */
    public static ObjectNode session(DeviceSession session) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("device_session_id", session.id().value())
                .put("user_id", session.userId().value())
                .put("credential_kind", session.credentialKind());
        text(node, "public_key_thumbprint", session.thumbprint());
        text(node, "device_name", session.deviceName());
        use(node, session.created(), "created_at", "created_country");
        use(node, session.lastUsed(), "last_seen_at", "last_country");
        node.put("idle_expires_at", Rfc3339.format(session.idleExpiresAt()))
                .put("expires_at", Rfc3339.format(session.expiresAt()))
                .put("status", session.status().value());
        text(node, "ended_at", session.end().map(end -> Rfc3339.format(end.at())));
        text(node, "end_reason_code", session.end().map(end -> end.reason().value()));
        session.end()
                .ifPresentOrElse(end -> actor(node.putObject("ended_by"), end.by()), () -> node.putNull("ended_by"));
        return node;
    }

    private static void use(ObjectNode node, DeviceSession.Use use, String time, String country) {
        node.put(time, Rfc3339.format(use.at()));
        text(node, country, use.country().map(CountryCode::value));
    }

    private static void actor(ObjectNode node, Actor actor) {
        node.put("type", actor.type());
        text(node, "id", actor.id());
    }

    private static void text(ObjectNode node, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
    }
}
