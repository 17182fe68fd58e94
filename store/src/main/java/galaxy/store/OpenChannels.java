package galaxy.store;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open connections of a client. After a fail-over they lead to a server that is a replica now and refuses every change, while the
 * address, or the sentinels, lead to the master already: closed, they are made anew at once.
 */
final class OpenChannels {
    private static final Logger LOG = LoggerFactory.getLogger(OpenChannels.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    void add(Channel channel) {
        channels.add(channel);
        var _ = channel.closeFuture().addListener(closed -> channels.remove(channel));
    }

    /** Closes all, unless that was done a moment ago: what is under way is lost, and is repeated by its callers as ever. */
    void renew() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE.toNanos())) {
            LOG.warn("Redis is a replica now, and refuses changes; connecting again");
            channels.forEach(channel -> {
                var _ = channel.close();
            });
        }
    }

    /** Whether they were closed a moment ago, and open again by themselves. */
    boolean isRenewing() {
        return next.get() - System.nanoTime() > 0;
    }
}
