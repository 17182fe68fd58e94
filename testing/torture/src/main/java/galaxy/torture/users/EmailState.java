package galaxy.torture.users;

import java.util.Map;
import java.util.function.UnaryOperator;

/** What an e-mail address is: the id of its user and why it is blocked, each empty without one. */
record EmailState(String user, String block) {
    static final EmailState UNKNOWN = new EmailState("", "");

    /** What a request leads to: the state after it, and the texts of the response. */
    record Response(EmailState after, int status, Map<String, String> fields) {
        /** Whether an actual response is the same. */
        public boolean isSeen(int actual, UnaryOperator<String> text) {
            return status == actual
                    && fields.entrySet().stream()
                            .allMatch(field -> text.apply(field.getKey()).equals(field.getValue()));
        }
    }

    /** Makes it the user of this id unless it is one or is blocked. */
    Response ensured(String id) {
        return equals(UNKNOWN)
                ? respond(new EmailState(id, ""), "outcome", "created", "")
                : respond(this, "outcome", block.isEmpty() ? "existing" : "blocked", block);
    }

    Response resolved() {
        return respond(this, "kind", !block.isEmpty() ? "blocked" : user.isEmpty() ? "creatable" : "existing", block);
    }

    /** A block in force keeps its reason. */
    Response blocked(String reason) {
        return block.isEmpty()
                ? respond(new EmailState(user, reason), "outcome", "blocked", "")
                : respond(this, "outcome", "already_blocked", "");
    }

    /** A block that names the user; without one it is refused. */
    Response blockedById(String reason) {
        return user.isEmpty() ? new Response(this, 404, Map.of()) : blocked(reason);
    }

    Response unblocked() {
        return respond(new EmailState(user, ""), "outcome", block.isEmpty() ? "not_blocked" : "unblocked", "");
    }

    private static Response respond(EmailState after, String name, String outcome, String reason) {
        return new Response(after, 200, Map.of(name, outcome, "user_id", after.user, "block_reason_code", reason));
    }
}
