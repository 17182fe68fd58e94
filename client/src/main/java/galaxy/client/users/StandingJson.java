package galaxy.client.users;

import galaxy.client.transport.JsonFields;
import galaxy.kernel.ReasonCode;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A standing as the JSON of the contract, to and fro. */
public final class StandingJson {
    private StandingJson() {}

    static Standing read(JsonFields fields) {
        return new Standing(
                Decode.userId(fields),
                fields.time("as_of"),
                plan(fields.object("plan")),
                fields.optionalObject("email_block").map(StandingJson::block),
                fields.list("active_sanctions", StandingJson::sanction),
                fields.list("past_sanctions", StandingJson::pastSanction),
                Decode.markers(fields.object("markers")),
                fields.list("denials", Decode::denial),
                fields.list("effective_limits", StandingJson::limit));
    }

    private static Standing.PlanInForce plan(JsonFields fields) {
        return new Standing.PlanInForce(
                Plan.of(fields.string("plan_code")),
                fields.bool("is_paid"),
                fields.time("starts_at"),
                fields.optionalTime("ends_at"));
    }

    private static Standing.Block block(JsonFields fields) {
        return new Standing.Block(
                ReasonCode.of(fields.string("reason_code")),
                fields.time("blocked_at"),
                fields.optionalTime("expires_at"));
    }

    private static Standing.ShownSanction sanction(JsonFields fields) {
        return new Standing.ShownSanction(
                fields.string("reference"),
                SanctionCode.of(fields.string("sanction_code")),
                fields.string("scope"),
                ReasonCode.of(fields.string("reason_code")),
                fields.time("applied_at"),
                fields.optionalTime("expires_at"));
    }

    private static Standing.PastSanction pastSanction(JsonFields fields) {
        return new Standing.PastSanction(
                sanction(fields),
                fields.time("ended_at"),
                fields.optionalString("removal_reason_code").map(ReasonCode::of));
    }

    private static Standing.ShownLimit limit(JsonFields fields) {
        return new Standing.ShownLimit(Decode.limit(fields), fields.optionalTime("expires_at"));
    }

    /** With the field names of the contract. */
    public static ObjectNode standing(Standing standing) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("user_id", standing.userId().value())
                .put("as_of", UsersJson.time(standing.asOf()));
        plan(node.putObject("plan"), standing.plan());
        standing.emailBlock()
                .ifPresentOrElse(
                        block -> block(node.putObject("email_block"), block), () -> node.putNull("email_block"));
        UsersJson.rows(node, "active_sanctions", standing.active(), StandingJson::sanction);
        UsersJson.rows(node, "past_sanctions", standing.past(), StandingJson::pastSanction);
        UsersJson.markers(node.putObject("markers"), standing.markers());
        UsersJson.rows(node, "denials", standing.denials(), UsersJson::denial);
        UsersJson.rows(node, "effective_limits", standing.limits(), StandingJson::limit);
        return node;
    }

    private static void plan(ObjectNode node, Standing.PlanInForce plan) {
        node.put("plan_code", plan.plan().value())
                .put("is_paid", plan.isPaid())
                .put("starts_at", UsersJson.time(plan.startsAt()));
        UsersJson.text(node, "ends_at", plan.endsAt().map(UsersJson::time));
    }

    private static void block(ObjectNode node, Standing.Block block) {
        node.put("reason_code", block.reason().value()).put("blocked_at", UsersJson.time(block.blockedAt()));
        UsersJson.text(node, "expires_at", block.expiresAt().map(UsersJson::time));
    }

    private static void sanction(ObjectNode node, Standing.ShownSanction sanction) {
        node.put("reference", sanction.reference())
                .put("sanction_code", sanction.code().value())
                .put("scope", sanction.scope())
                .put("reason_code", sanction.reason().value())
                .put("applied_at", UsersJson.time(sanction.appliedAt()));
        UsersJson.text(node, "expires_at", sanction.expiresAt().map(UsersJson::time));
    }

    private static void pastSanction(ObjectNode node, Standing.PastSanction past) {
        sanction(node, past.sanction());
        node.put("ended_at", UsersJson.time(past.endedAt()));
        Optional<String> reason = past.removalReason().map(ReasonCode::value);
        UsersJson.text(node, "removal_reason_code", reason);
    }

    private static void limit(ObjectNode node, Standing.ShownLimit limit) {
        UsersJson.limit(node, limit.limit());
        UsersJson.text(node, "expires_at", limit.expiresAt().map(UsersJson::time));
    }
}
