package galaxy.torture.connections;

import galaxy.torture.connections.Own.Tools;
import galaxy.torture.workload.Findings;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that all clients fight for, for a while. Safe for many threads. */
abstract class Stage {
    private final AtomicInteger room;

    /** @param room for how many deeds, so that the history stays short */
    Stage(int room) {
        this.room = new AtomicInteger(room);
    }

    /** Takes one of the places. */
    final boolean hasRoom() {
        return room.getAndDecrement() > 0;
    }

    /** One thing that a client does. */
    abstract void act(Tools tools, int client) throws InterruptedException;

    /** Looks at the end of it, and at its history. */
    abstract void check(Caller reader, Findings findings) throws InterruptedException;
}
