package galaxy.auth.store;

import galaxy.auth.session.BlockedUsers;
import galaxy.auth.session.SessionReport;
import galaxy.contracts.EventType;
import galaxy.kernel.Page;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.store.EventFollower;
import galaxy.store.EventStream.Entry;
import galaxy.store.StoredJson;
import galaxy.store.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Finds in the public events when a user was blocked. One that cannot be read is passed over. */
public final class BlockEvents implements EventFollower.Reader {
    private static final Logger LOG = LoggerFactory.getLogger(BlockEvents.class);
    private static final int USERS_A_SECOND = 500;

    private final BlockedUsers blocked;
    private final Function<Optional<String>, Page<UserId, String>> users;
    private final SessionReport report;

    /** @param users gives every user with a session that may end, some at a time */
    public BlockEvents(
            BlockedUsers blocked, Function<Optional<String>, Page<UserId, String>> users, SessionReport report) {
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
        try {
            blocked.blocked(block.userId(), block.at());
        } catch (UnreadableRecordException e) {
            report.unreadableEvent("a stored record that the event at " + event.position() + " needs cannot be read: "
                    + e.getMessage());
        }
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
    public EventFollower.CatchUp catchUp() {
        return new Checks();
    }

    /** Asks for every user with a session whether they are blocked, one in each step. */
    private final class Checks implements EventFollower.CatchUp {
        private final Deque<UserId> page = new ArrayDeque<>();
        private Optional<String> next = Optional.empty();
        private boolean isLastPage;

        @Override
        public boolean step() {
            if (!page.isEmpty()) {
                pause();
                check(page.getFirst());
                page.removeFirst();
            } else if (!isLastPage) {
                Page<UserId, String> more = users.apply(next);
                page.addAll(more.items());
                next = more.next();
                isLastPage = next.isEmpty();
            }
            return !page.isEmpty() || !isLastPage;
        }

        private void check(UserId userId) {
            try {
                if (blocked.check(userId)) {
                    LOG.info("the sessions of a user have ended who was blocked in an event that is lost");
                }
            } catch (UnreadableRecordException e) {
                report.unreadableEvent("the sessions of a user cannot be read: " + e.getMessage());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(1000 / USERS_A_SECOND));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
