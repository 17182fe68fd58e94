package galaxy.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room on the volume of an embedded server. A server that cannot write its log ends; so changes are refused before that, with less than
 * the smaller of 64 MB and a twentieth of the volume free, and reads go on.
 */
final class DiskSpace implements Supplier<Optional<String>> {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final long MEGABYTE = 1 << 20;
    private static final long LEAST = 64 * MEGABYTE;
    private static final int PART = 20;
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * Of a volume.
     *
     * @param free bytes that this user may write
     * @param total bytes of all
     */
    record Room(long free, long total) {
        static Room of(Path folder) {
            try {
                FileStore volume = Files.getFileStore(folder);
                return new Room(volume.getUsableSpace(), volume.getTotalSpace());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        boolean isShort() {
            return free < Math.min(LEAST, total / PART);
        }
    }

    private final Supplier<Room> room;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private volatile Optional<String> shortage = Optional.empty();

    DiskSpace(Supplier<Room> room) {
        this.room = room;
    }

    /** Why there is not enough, as it was found a moment ago; empty if there is. */
    @Override
    public Optional<String> get() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due >= 0 && next.compareAndSet(due, now + LOOK.toNanos())) {
            look();
        }
        return shortage;
    }

    private void look() {
        Room found;
        try {
            found = room.get();
        } catch (UncheckedIOException e) {
            LOG.debug("the room on the disk is not known", e);
            return;
        }
        boolean was = shortage.isPresent();
        shortage = found.isShort()
                ? Optional.of("the disk of data.dir is almost full: " + found.free() / MEGABYTE + " MB are free")
                : Optional.empty();
        if (shortage.isPresent() && !was) {
            LOG.error("{}; changes are refused until there is room", shortage.get());
        } else if (was && shortage.isEmpty()) {
            LOG.info("the disk of data.dir has room again");
        }
    }
}
