package galaxy.client.users;

import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From the values of requests to their JSON. {@link Decode} is the way back. */
final class Encode {
    private Encode() {}

    /** The path of a command below the user, its body, and how its response is read. */
    record Encoded<T>(String path, ObjectNode body, Function<JsonFields, T> decode) {}

    static Encoded<EntitlementState> entitlement(UserCommand.OnEntitlement command) {
        ObjectNode body =
                reason(command.reason()).put("source", command.source().value());
        String verb = switch (command) {
            case UserCommand.Grant(Plan plan, var startsAt, var endsAt, Source _, Reason _) -> {
                body.put("plan_code", plan.value());
                time(body, "starts_at", startsAt);
                time(body, "ends_at", endsAt);
                yield "grant";
            }
            case UserCommand.Extend(Instant endsAt, Source _, Reason _) -> {
                time(body, "ends_at", Optional.of(endsAt));
                yield "extend";
            }
            case UserCommand.Revoke _ -> "revoke";
        };
        return new Encoded<>("/entitlements/" + verb, body, Decode::entitlementState);
    }

    static Encoded<SanctionState> sanction(UserCommand.OnSanctions command) {
        ObjectNode body =
                reason(command.reason()).put("sanction_code", command.code().value());
        String verb = switch (command) {
            case UserCommand.ApplySanction(SanctionCode _, var scope, var expiresAt, Reason _) -> {
                scope.ifPresent(text -> body.put("scope", text));
                time(body, "expires_at", expiresAt);
                yield "apply";
            }
            case UserCommand.RemoveSanction _ -> "remove";
        };
        return new Encoded<>("/sanctions/" + verb, body, Decode::sanctionState);
    }

    static Encoded<LimitState> limit(UserCommand.OnLimits command) {
        ObjectNode body =
                reason(command.reason()).put("limit_code", command.code().value());
        String verb = switch (command) {
            case UserCommand.SetLimit(LimitCode _, int value, var expiresAt, Reason _) -> {
                body.put("value", value);
                time(body, "expires_at", expiresAt);
                yield "set";
            }
            case UserCommand.RemoveLimit _ -> "remove";
        };
        return new Encoded<>("/limits/" + verb, body, Decode::limitState);
    }

    /** An empty body. */
    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode reason(ObjectNode body, ReasonCode code, Optional<Actor> actor) {
        body.put("reason_code", code.value());
        actor.ifPresent(by -> {
            ObjectNode inner = body.putObject("actor").put("type", by.type());
            by.id().ifPresent(id -> inner.put("id", id));
        });
        return body;
    }

    private static ObjectNode reason(Reason reason) {
        return reason(body(), reason.code(), Optional.of(reason.actor()));
    }

    private static void time(ObjectNode body, String name, Optional<Instant> time) {
        time.ifPresent(value -> body.put(name, value.toString()));
    }
}
