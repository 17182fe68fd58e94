package galaxy.client.users;

import galaxy.kernel.Actor;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of responses as the JSON of the contract, for programs that pass them on. */
public final class UsersJson {
    static final String OVERRIDE = "override";
    private static final String DEFAULT = "default";

    private UsersJson() {}

    /** The account aggregate. */
    public static ObjectNode account(Account account) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("user_id", account.userId().value())
                .put("email", account.email().value())
                .put("race_name", account.raceName())
                .put("preferred_language", account.preferredLanguage())
                .put("time_zone", account.timeZone());
        text(node, "declared_country", account.declaredCountry());
        node.set("entitlement", entitlement(account.entitlement()));
        rows(node, "active_sanctions", account.sanctions(), UsersJson::sanction);
        rows(node, "active_limits", account.overrides(), UsersJson::override);
        rows(node, "effective_limits", account.limits(), UsersJson::limit);
        return node.put("created_at", time(account.createdAt())).put("updated_at", time(account.updatedAt()));
    }

    /** What a user may do; with {@code denials} if there are any. */
    public static ObjectNode eligibility(Eligibility eligibility) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        return switch (eligibility) {
            case Eligibility.UnknownUser unknown ->
                node.put("exists", false).put("user_id", unknown.userId().value());
            case Eligibility.Known known -> {
                node.put("exists", true).put("user_id", known.userId().value());
                node.set("entitlement", entitlement(known.entitlement()));
                rows(node, "active_sanctions", known.sanctions(), UsersJson::sanction);
                rows(node, "effective_limits", known.limits(), UsersJson::limit);
                markers(node.putObject("markers"), known.markers());
                if (!known.denials().isEmpty()) {
                    rows(node, "denials", known.denials(), UsersJson::denial);
                }
                yield node;
            }
        };
    }

    /** The plan after a command. */
    public static ObjectNode state(EntitlementState state) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("user_id", state.userId().value());
        node.set("entitlement", entitlement(state.entitlement()));
        return node;
    }

    /** The sanctions after a command. */
    public static ObjectNode state(SanctionState state) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("user_id", state.userId().value());
        rows(node, "active_sanctions", state.sanctions(), UsersJson::sanction);
        return node;
    }

    /** The limits after a command. */
    public static ObjectNode state(LimitState state) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("user_id", state.userId().value());
        rows(node, "active_limits", state.overrides(), UsersJson::override);
        rows(node, "effective_limits", state.limits(), UsersJson::limit);
        return node;
    }

    /** A period of the history. */
    public static ObjectNode period(EntitlementPeriod period) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("plan_code", period.plan().value())
                .put("is_paid", period.isPaid())
                .put("source", period.source().value());
        node.set("actor", actor(period.actor()));
        node.put("reason_code", period.reason().value()).put("starts_at", time(period.startsAt()));
        text(node, "ends_at", period.endsAt().map(UsersJson::time));
        node.put("created_at", time(period.createdAt()));
        return removal(node, period.removal());
    }

    /** A sanction of the history. */
    public static ObjectNode sanction(SanctionRecord sanction) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        sanction(node, sanction.sanction());
        return removal(node, sanction.removal());
    }

    /** A limit of the history. */
    public static ObjectNode limit(LimitRecord limit) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        override(node, limit.limit());
        return removal(node, limit.removal());
    }

    /** A block of an address in force. */
    public static ObjectNode block(EmailBlock block) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("block_id", block.id())
                .put("email", block.email().value())
                .put("reason_code", block.reason().value());
        block.actor().ifPresentOrElse(actor -> node.set("actor", actor(actor)), () -> node.putNull("actor"));
        node.put("blocked_at", time(block.blockedAt()));
        text(node, "expires_at", block.expiresAt().map(UsersJson::time));
        text(node, "user_id", block.userId().map(UserId::value));
        return node;
    }

    private static ObjectNode entitlement(Entitlement entitlement) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("plan_code", entitlement.plan().value())
                .put("is_paid", entitlement.isPaid())
                .put("source", entitlement.source().value());
        node.set("actor", actor(entitlement.actor()));
        node.put("reason_code", entitlement.reason().value()).put("starts_at", time(entitlement.startsAt()));
        text(node, "ends_at", entitlement.endsAt().map(UsersJson::time));
        return node.put("updated_at", time(entitlement.updatedAt()));
    }

    private static void sanction(ObjectNode node, Sanction sanction) {
        text(node, "reference", sanction.reference());
        node.put("sanction_code", sanction.code().value())
                .put("scope", sanction.scope())
                .put("reason_code", sanction.reason().value());
        node.set("actor", actor(sanction.actor()));
        node.put("applied_at", time(sanction.appliedAt()));
        text(node, "expires_at", sanction.expiresAt().map(UsersJson::time));
    }

    private static void override(ObjectNode node, LimitOverride limit) {
        node.put("limit_code", limit.code().value())
                .put("value", limit.value())
                .put("reason_code", limit.reason().value());
        node.set("actor", actor(limit.actor()));
        node.put("applied_at", time(limit.appliedAt()));
        text(node, "expires_at", limit.expiresAt().map(UsersJson::time));
    }

    static void limit(ObjectNode node, EffectiveLimit limit) {
        node.put("limit_code", limit.code().value())
                .put("value", limit.value())
                .put("origin", limit.isOverride() ? OVERRIDE : DEFAULT);
    }

    static void markers(ObjectNode node, Markers markers) {
        node.put("can_login", markers.canLogin())
                .put("can_create_private_game", markers.canCreatePrivateGame())
                .put("can_manage_private_game", markers.canManagePrivateGame())
                .put("can_join_game", markers.canJoinGame())
                .put("can_update_profile", markers.canUpdateProfile());
    }

    static void denial(ObjectNode node, Denial denial) {
        node.put("marker", denial.marker().value()).put("kind", denial.kind()).put("code", denial.code());
        text(node, "expires_at", denial.expiresAt().map(UsersJson::time));
    }

    private static ObjectNode removal(ObjectNode node, Optional<Removal> removal) {
        text(node, "removed_at", removal.map(Removal::at).map(UsersJson::time));
        removal.ifPresentOrElse(known -> node.set("removed_by", actor(known.by())), () -> node.putNull("removed_by"));
        text(node, "removal_reason_code", removal.map(known -> known.reason().value()));
        return node;
    }

    private static ObjectNode actor(Actor actor) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("type", actor.type());
        text(node, "id", actor.id());
        return node;
    }

    static <T> void rows(ObjectNode node, String name, List<T> items, BiConsumer<ObjectNode, T> row) {
        ArrayNode array = node.putArray(name);
        items.forEach(item -> row.accept(array.addObject(), item));
    }

    static void text(ObjectNode node, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
    }

    static String time(Instant time) {
        return Rfc3339.format(time);
    }
}
