package galaxy.client.users;

import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.kernel.Span;
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

    static ObjectNode email(EmailAddress email) {
        return body().put("email", email.value());
    }

    static ObjectNode ensure(EmailAddress email, String language, String timeZone) {
        ObjectNode body = email(email);
        body.putObject("registration_context")
                .put("preferred_language", language)
                .put("time_zone", timeZone);
        return body;
    }

    static ObjectNode profile(String raceName) {
        return body().put("race_name", raceName);
    }

    static ObjectNode settings(Optional<String> language, Optional<String> timeZone) {
        ObjectNode body = body();
        language.ifPresent(tag -> body.put("preferred_language", tag));
        timeZone.ifPresent(zone -> body.put("time_zone", zone));
        return body;
    }

    static Encoded<EntitlementState> entitlement(UserCommand.OnEntitlement command) {
        ObjectNode body =
                reason(command.reason()).put("source", command.source().value());
        String verb = switch (command) {
            case UserCommand.Grant(Plan plan, var startsAt, End end, Source _, Reason _) -> {
                body.put("plan_code", plan.value());
                time(body, "starts_at", startsAt);
                end(body, "ends", end);
                yield "grant";
            }
            case UserCommand.Extend(End end, Source _, Reason _) -> {
                end(body, "ends", end);
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
            case UserCommand.ApplySanction(SanctionCode _, var scope, End end, Reason _) -> {
                scope.ifPresent(text -> body.put("scope", text));
                end(body, "expires", end);
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
            case UserCommand.SetLimit(LimitCode _, int value, End end, Reason _) -> {
                body.put("value", value);
                end(body, "expires", end);
                yield "set";
            }
            case UserCommand.RemoveLimit _ -> "remove";
        };
        return new Encoded<>("/limits/" + verb, body, Decode::limitState);
    }

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

    static ObjectNode block(ObjectNode body, ReasonCode code, Optional<Actor> actor, End end) {
        end(reason(body, code, actor), "expires", end);
        return body;
    }

    private static ObjectNode reason(Reason reason) {
        return reason(body(), reason.code(), Optional.of(reason.actor()));
    }

    private static void end(ObjectNode body, String verb, End end) {
        switch (end) {
            case End.At(Instant time) -> body.put(verb + "_at", time.toString());
            case End.After(Span span) -> body.put(verb + "_in", span.text());
            case End.Never never -> {}
        }
    }

    private static void time(ObjectNode body, String name, Optional<Instant> time) {
        time.ifPresent(value -> body.put(name, value.toString()));
    }
}
