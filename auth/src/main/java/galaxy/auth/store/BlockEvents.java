package galaxy.auth.store;

import galaxy.auth.session.BlockedUsers;
import galaxy.auth.session.SessionReport;
import galaxy.contracts.EventType;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.store.EventFollower;
import galaxy.store.EventStream.Entry;
import galaxy.store.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds in the public events when a user was blocked. One that cannot be read is passed over. */
public final class BlockEvents implements EventFollower.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(BlockEvents.class);
    private static final int USERS_A_SECOND = 500;

    private final BlockedUsers blocked;
    private final Consumer<Consumer<List<UserId>>> users;
    private final SessionReport report;

    /** @param users gives every user with a session that may end, some at a time */
    public BlockEvents(BlockedUsers blocked, Consumer<Consumer<List<UserId>>> users, SessionReport report) {
        this.blocked = blocked;
        this.users = users;
        this.report = report;
    }

    private record Block(UserId userId, Instant at) {}

    @Override
    public void read(Entry event) {
        String type = event.fields().getOrDefault("type", "");
        boolean isOfInterest =
                type.equals(EventType.USER_BLOCK_CHANGED.code()) || type.equals(EventType.USER_SANCTION_CHANGED.code());
        if (!isOfInterest) {
            return;
        }
        Block block;
        try {
            if (!isBlock(type, event.fields())) {
                return;
            }
            block = block(event.fields());
        } catch (RuntimeException e) {
            report.unreadableEvent("the event at " + event.position() + " cannot be read: " + e.getMessage());
            return;
        }
        blocked.blocked(block.userId(), block.at());
    }

    private static boolean isBlock(String type, Map<String, String> fields) {
        JsonNode data = StoredJson.parse(fields.getOrDefault("data", "").getBytes(StandardCharsets.UTF_8), 0);
        String operation = StoredJson.text(data, "operation");
        return type.equals(EventType.USER_BLOCK_CHANGED.code())
                ? operation.equals("blocked")
                : operation.equals("applied")
                        && StoredJson.text(data.required("sanction"), "sanction_code")
                                .equals("login_block");
    }

    private static Block block(Map<String, String> fields) {
        if (UserId.parse(fields.getOrDefault("subject", "")) instanceof Parsed.Valid<UserId>(UserId userId)) {
            return new Block(userId, Instant.parse(fields.getOrDefault("time", "")));
        }
        throw new IllegalArgumentException("its subject is no user id");
    }

    @Override
    public void catchUp() {
        users.accept(some -> some.forEach(userId -> {
            if (blocked.check(userId)) {
                LOG.info("the sessions of a user have ended who was blocked in an event that is lost");
            }
            pause();
        }));
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(1000 / USERS_A_SECOND));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
