package galaxy.torture.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A small disk in memory that can be filled up. To mount one takes mounts of one's own: the torture runs itself again in a
 * name space of its own, which takes the mounts with it when it ends, however it ends.
 */
public final class SmallDisk implements AutoCloseable {
    private static final String INSIDE = "TORTURE_OWN_MOUNTS";
    private static final long BYTES = 256L << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this process has mounts of its own. */
    public static boolean hasOwnMounts(Map<String, String> environment) {
        return environment.containsKey(INSIDE);
    }

    /** Whether this machine lets this user have mounts of their own. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return new ProcessBuilder(inOwnMounts(List.of("mount", "-t", "tmpfs", "tmpfs", "/tmp")))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Runs a program with mounts of its own, and gives its exit code. */
    public static int runWithOwnMounts(List<String> command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(inOwnMounts(command)).inheritIO();
            builder.environment().put(INSIDE, "yes");
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SmallDisk mount(Path folder) {
        try {
            Files.createDirectories(folder);
            run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString());
            return new SmallDisk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes all the room but a few bytes. */
    public void fill(long left) {
        byte[] zeros = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler())) {
            long room = Files.getFileStore(folder).getUsableSpace() - left;
            for (long written = 0; written < room; written += zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, room - written));
            }
        } catch (IOException full) {
            // The services wrote meanwhile, and it is full all the same.
        }
    }

    /** Gives the room back. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Root may have mounts of their own; anybody else becomes root in a name space first. */
    private static List<String> inOwnMounts(List<String> command) {
        String flags = "root".equals(System.getProperty("user.name")) ? "-m" : "-Urm";
        return java.util.stream.Stream.concat(java.util.stream.Stream.of("unshare", flags), command.stream())
                .toList();
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor() != 0) {
                throw new StageException(String.join(" ", command) + " ended with " + process.exitValue());
            }
        } catch (IOException e) {
            throw new StageException("there is no " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException("interrupted", e);
        }
    }
}
