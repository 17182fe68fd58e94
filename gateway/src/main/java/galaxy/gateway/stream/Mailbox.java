package galaxy.gateway.stream;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/** What waits to be sent on one stream. One thread takes, any number of others put. */
final class Mailbox {
    /** How often more than a slow client may have a client that reads: events come in batches. */
    private static final int BURST = 16;

    private final int most;
    private final Queue<Mail> waiting = new ArrayDeque<>();
    private boolean hasDropped;
    private boolean isWoken;
    private volatile long due = Long.MAX_VALUE;

    /** What a stream learns of. */
    sealed interface Mail {
        record Event(PlayerEvent event) implements Mail {}

        /** Events may have been lost before a position. */
        record Lost(Position position) implements Mail {}
    }

    /** @param most how much may wait for a client that does not read */
    Mailbox(int most) {
        this.most = most;
    }

    synchronized void put(Mail mail) {
        if (waiting.size() >= most * BURST) {
            hasDropped = true;
        } else {
            waiting.add(mail);
        }
        notifyAll();
    }

    /**
     * Whether more waits than may.
     *
     * @param isRead whether the client reads
     */
    synchronized boolean isOverflown(boolean isRead) {
        return hasDropped || (!isRead && waiting.size() > most);
    }

    synchronized int size() {
        return waiting.size();
    }

    synchronized Optional<Mail> poll() {
        return Optional.ofNullable(waiting.poll());
    }

    /** Waits until there is something, or it is woken. */
    synchronized void await() throws InterruptedException {
        while (waiting.isEmpty() && !isWoken) {
            wait();
        }
        isWoken = false;
    }

    /** @param atMillis when its reader has something to do of its own accord, since 1970 */
    void due(long atMillis) {
        due = atMillis;
    }

    /** Wakes its reader if there is something to do. */
    void wakeIfDue(long nowMillis) {
        if (nowMillis >= due) {
            wake();
        }
    }

    private synchronized void wake() {
        isWoken = true;
        notifyAll();
    }
}
