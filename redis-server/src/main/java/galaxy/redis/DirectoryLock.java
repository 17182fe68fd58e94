package galaxy.redis;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data folder to one owner: two servers on one folder would both accept writes, and one would lose them. The
 * system drops the lock when the JVM ends, however it ends.
 */
final class DirectoryLock implements AutoCloseable {
    /** The system's locks are per process, and closing any handle of the file drops them: ask here first. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * @param directory exists, symbolic links resolved
     * @throws RedisStartException if another owner has it
     */
    static DirectoryLock take(Path directory) throws IOException {
        if (!HELD_HERE.add(directory)) {
            throw refusal(directory, "this process");
        }
        boolean taken = false;
        try {
            Path file = directory.resolve("lock");
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw refusal(directory, "process " + Files.readString(file).strip());
                }
                channel.truncate(0);
                channel.write(
                        StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
                taken = true;
                return new DirectoryLock(directory, channel);
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
        } finally {
            if (!taken) {
                HELD_HERE.remove(directory);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(directory);
    }

    private static RedisStartException refusal(Path directory, String holder) {
        return new RedisStartException("The data folder " + directory + " is in use by " + holder
                + ". Stop that one first, or start this one with another data.dir");
    }
}
