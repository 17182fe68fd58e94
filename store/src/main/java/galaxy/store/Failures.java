package galaxy.store;

import galaxy.store.StoreUnavailableException.Fate;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/** Distinguishes a store that cannot serve now from a bug. */
final class Failures {
    /** Error replies of a server that is healthy in form but cannot serve this now; it changed nothing. */
    private static final Set<String> REFUSALS = Set.of(
            "OOM",
            "READONLY",
            "MISCONF",
            "LOADING",
            "BUSY",
            "CLUSTERDOWN",
            "MASTERDOWN",
            "TRYAGAIN",
            "NOREPLICAS",
            "NOAUTH",
            "WRONGPASS",
            "NOPERM",
            "MOVED",
            "ASK");

    private static final Set<String> LOGIN = Set.of("NOAUTH", "WRONGPASS");

    private static final String REJECTED = "Currently not connected. Commands are rejected.";

    private static final String CLOSED = "Connection closed prematurely";

    private Failures() {}

    /** The exception to throw for a failed call: a {@link StoreUnavailableException}, or the bug as it is. */
    static RuntimeException of(Throwable failure) {
        return switch (failure) {
            case StoreUnavailableException known -> known;
            case RedisCommandExecutionException reply -> ofReply(reply);
            case TimeoutException e -> unknown("the store did not answer in time", e);
            case RedisCommandTimeoutException e -> unknown("the store did not answer in time", e);
            case CancellationException e -> unknown("the connection to the store was lost", e);
            case RedisException e
            when isNotSent(e) -> new StoreUnavailableException(Fate.NOT_APPLIED, "the store is not connected", e);
            case RedisException e -> unknown("the connection to the store was lost", e);
            case IOException e -> unknown("the connection to the store was lost", e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(failure);
        };
    }

    static boolean isTryAgain(Throwable failure) {
        return failure instanceof RedisCommandExecutionException e && "TRYAGAIN".equals(code(e));
    }

    /** Whether the server takes no changes, as it is a replica. */
    static boolean isReplica(Throwable failure) {
        return failure instanceof RedisCommandExecutionException e && "READONLY".equals(code(e));
    }

    /** The error reply of the server that is the cause of a failure, if one is. */
    static Optional<String> reply(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof RedisCommandExecutionException reply) {
                return Optional.of(String.valueOf(reply.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Whether the slot has another master than was thought. */
    static boolean isMoved(Throwable failure) {
        return failure instanceof RedisCommandExecutionException e && "MOVED".equals(code(e));
    }

    /** The master to which a slot is on its way, with keys that are there already. */
    static Optional<RedisConnection.Node> asksFor(Throwable failure) {
        if (!(failure instanceof RedisCommandExecutionException e) || !"ASK".equals(code(e))) {
            return Optional.empty();
        }
        String address = String.valueOf(e.getMessage()).split(" ", 3)[2];
        int colon = address.lastIndexOf(':');
        return Optional.of(
                new RedisConnection.Node(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }

    static boolean isNoScript(Throwable failure) {
        return failure instanceof io.lettuce.core.RedisNoScriptException;
    }

    /** Whether the server, when connected to, wanted another password or any. */
    static boolean isLoginRefused(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof RedisCommandExecutionException reply && LOGIN.contains(code(reply))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a connection was closed while it was made, without a reason. */
    static boolean isClosedWithoutReason(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (CLOSED.equals(each.getMessage())) {
                return true;
            }
        }
        return false;
    }

    static boolean isNotSent(Throwable failure) {
        return failure instanceof io.lettuce.core.RedisConnectionException
                || (failure instanceof RedisException e && REJECTED.equals(e.getMessage()));
    }

    private static RuntimeException ofReply(RedisCommandExecutionException reply) {
        String code = code(reply);
        if (code.equals("WRONGTYPE")) {
            return UnreadableRecordException.ofKind("a key that holds another type", reply);
        }
        if (code.equals("OTHERPOLICY")) {
            return new StoreUnavailableException(Fate.NOT_APPLIED, KeyPolicies.OTHER, reply);
        }
        if (REFUSALS.contains(code)) {
            // That of a missing right names the command, and no data.
            String reason = code.equals("NOPERM") ? reply.getMessage() : code;
            return new StoreUnavailableException(Fate.NOT_APPLIED, "the store refuses: " + reason, reply);
        }
        return reply;
    }

    private static StoreUnavailableException unknown(String message, Throwable cause) {
        return new StoreUnavailableException(Fate.UNKNOWN, message, cause);
    }

    private static String code(RedisCommandExecutionException reply) {
        String message = String.valueOf(reply.getMessage());
        int end = message.indexOf(' ');
        return end < 0 ? message : message.substring(0, end);
    }
}
