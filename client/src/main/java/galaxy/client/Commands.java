package galaxy.client;

import galaxy.kernel.Actor;
import galaxy.kernel.Source;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Commands as the wire has them. */
final class Commands {
    private Commands() {}

    /** Where a command goes below the user, with what, and how its answer is read. */
    record Wire<T>(String path, ObjectNode body, Function<Fields, T> answer) {}

    static Wire<EntitlementState> entitlement(UserCommand.OnEntitlement command) {
        return switch (command) {
            case UserCommand.Grant grant -> {
                ObjectNode body = because(grant.why(), grant.source())
                        .put("plan_code", grant.plan().value());
                time(body, "starts_at", grant.startsAt());
                yield entitlement("grant", time(body, "ends_at", grant.endsAt()));
            }
            case UserCommand.Extend extend ->
                entitlement("extend", because(extend.why(), extend.source()).put("ends_at", text(extend.endsAt())));
            case UserCommand.Revoke revoke -> entitlement("revoke", because(revoke.why(), revoke.source()));
        };
    }

    static Wire<SanctionState> sanction(UserCommand.OnSanctions command) {
        return switch (command) {
            case UserCommand.ApplySanction apply -> {
                ObjectNode body =
                        because(apply.why()).put("sanction_code", apply.code().value());
                apply.scope().ifPresent(scope -> body.put("scope", scope));
                yield new Wire<>(
                        "/sanctions/apply", time(body, "expires_at", apply.expiresAt()), Decode::sanctionState);
            }
            case UserCommand.RemoveSanction remove ->
                new Wire<>(
                        "/sanctions/remove",
                        because(remove.why()).put("sanction_code", remove.code().value()),
                        Decode::sanctionState);
        };
    }

    static Wire<LimitState> limit(UserCommand.OnLimits command) {
        return switch (command) {
            case UserCommand.SetLimit set -> {
                ObjectNode body =
                        because(set.why()).put("limit_code", set.code().value()).put("value", set.value());
                yield new Wire<>("/limits/set", time(body, "expires_at", set.expiresAt()), Decode::limitState);
            }
            case UserCommand.RemoveLimit remove ->
                new Wire<>(
                        "/limits/remove",
                        because(remove.why()).put("limit_code", remove.code().value()),
                        Decode::limitState);
        };
    }

    /** An empty body. */
    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode because(Why why) {
        ObjectNode body = body().put("reason_code", why.reason().value());
        return actor(body, why.actor());
    }

    static ObjectNode actor(ObjectNode body, Actor actor) {
        ObjectNode inner = body.putObject("actor").put("type", actor.type());
        actor.id().ifPresent(id -> inner.put("id", id));
        return body;
    }

    /** A time as a parameter or field of a request. */
    static String text(Instant time) {
        return time.toString();
    }

    private static ObjectNode because(Why why, Source source) {
        return because(why).put("source", source.value());
    }

    private static ObjectNode time(ObjectNode body, String name, Optional<Instant> time) {
        time.ifPresent(value -> body.put(name, text(value)));
        return body;
    }

    private static Wire<EntitlementState> entitlement(String verb, ObjectNode body) {
        return new Wire<>("/entitlements/" + verb, body, Decode::entitlementState);
    }
}
