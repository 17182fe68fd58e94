package galaxy.testkit;

import galaxy.kernel.Secret;
import galaxy.redis.RespReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A slot on its way from one master to another. While it lasts, the source answers {@code ASK} for keys that it no longer
 * has, and either answers {@code TRYAGAIN} for several keys of which it has only some.
 */
public final class SlotMove implements AutoCloseable {
    private final List<RedisNode> nodes;
    private final Optional<Secret> password;
    private final String slot;
    private final RedisNode source;
    private final RedisNode target;
    private boolean finished;

    private SlotMove(List<RedisNode> nodes, Optional<Secret> password, int slot, RedisNode source, RedisNode target) {
        this.nodes = nodes;
        this.password = password;
        this.slot = Integer.toString(slot);
        this.source = source;
        this.target = target;
    }

    static SlotMove begin(
            List<RedisNode> nodes, Optional<Secret> password, int slot, RedisNode source, RedisNode target) {
        if (source == target) {
            throw new IllegalArgumentException("The slot is there already");
        }
        var move = new SlotMove(nodes, password, slot, source, target);
        move.announce(source, target);
        return move;
    }

    /** Moves these keys of the slot, so that some are here and some there. */
    public void keys(String... keys) {
        migrate(source, target, List.of(keys));
    }

    /** Moves every key of the slot. */
    public void allKeys() {
        migrateAll(source, target);
    }

    /** Moves what is left and hands the slot over: the source answers {@code MOVED} from now on. */
    public void finish() {
        allKeys();
        own(target);
        finished = true;
    }

    /** Brings the slot and all its keys back to where they were. */
    @Override
    public void close() {
        if (finished) {
            announce(target, source);
        } else {
            // The source takes keys back only as a settled owner; the target gives them while it still imports.
            source.call("CLUSTER", "SETSLOT", slot, "STABLE");
        }
        migrateAll(target, source);
        own(source);
    }

    private void announce(RedisNode from, RedisNode to) {
        to.call("CLUSTER", "SETSLOT", slot, "IMPORTING", id(from));
        from.call("CLUSTER", "SETSLOT", slot, "MIGRATING", id(to));
    }

    /** The new owner learns it first, as the manual wants. */
    private void own(RedisNode owner) {
        List<RedisNode> order = new ArrayList<>(nodes);
        order.remove(owner);
        order.addFirst(owner);
        order.forEach(node -> node.call("CLUSTER", "SETSLOT", slot, "NODE", id(owner)));
    }

    private void migrateAll(RedisNode from, RedisNode to) {
        for (List<String> keys = keysAt(from); !keys.isEmpty(); keys = keysAt(from)) {
            migrate(from, to, keys);
        }
    }

    private List<String> keysAt(RedisNode node) {
        try (var connection = node.connect()) {
            return switch (connection.ask("CLUSTER", "GETKEYSINSLOT", slot, "1000")) {
                case RespReply.Many many ->
                    many.items().stream()
                            .map(item -> item instanceof RespReply.Text text ? text.value() : "")
                            .toList();
                case RespReply other -> throw new IllegalStateException("No list of keys: " + other);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void migrate(RedisNode from, RedisNode to, List<String> keys) {
        List<String> command =
                new ArrayList<>(List.of("MIGRATE", to.host(), Integer.toString(to.port()), "", "0", "5000", "REPLACE"));
        password.ifPresent(secret -> command.addAll(List.of("AUTH", secret.reveal())));
        command.add("KEYS");
        command.addAll(keys);
        from.call(command.toArray(String[]::new));
    }

    private static String id(RedisNode node) {
        return node.call("CLUSTER", "MYID");
    }
}
