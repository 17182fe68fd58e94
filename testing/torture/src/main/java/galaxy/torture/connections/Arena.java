package galaxy.torture.connections;

import galaxy.torture.connections.Own.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Where the clients meet: one stage after another. Safe for many threads. */
final class Arena {
    private static final int RARE = 25;

    private final String run;
    private final ConcurrentLinkedQueue<Stage> stages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger built = new AtomicInteger();
    private final ReentrantLock building = new ReentrantLock();
    private volatile Optional<Stage> current = Optional.empty();

    Arena(String run) {
        this.run = run;
    }

    /** Does something there, if there is room. */
    boolean act(Tools tools, int client) throws InterruptedException {
        Optional<Stage> stage = current.filter(Stage::hasRoom);
        if (stage.isPresent()) {
            stage.get().act(tools, client);
            return true;
        }
        if (building.tryLock()) {
            try {
                current = build(tools);
                current.ifPresent(stages::add);
            } finally {
                building.unlock();
            }
        }
        return false;
    }

    private Optional<Stage> build(Tools tools) throws InterruptedException {
        int number = built.getAndIncrement();
        String name = run + "-" + number;
        if (number % RARE == RARE / 2) {
            return Optional.of(new HoardStage("hoard-" + name));
        }
        return switch (number % 3) {
            case 0 -> Optional.of(new NameStage("name-" + name, "a" + run + "." + number + "."));
            case 1 -> LinkStage.build(tools, "link-" + name);
            default -> EdgeStage.build(tools, "edge-" + name);
        };
    }

    /** All that there ever were. */
    List<Stage> stages() {
        return new ArrayList<>(stages);
    }
}
