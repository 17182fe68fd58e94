package galaxy.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small disk in memory that can be filled. Mounting one needs a mount name space: the program that fills it runs itself again in one of
 * its own, which takes the mounts with it when it ends.
 */
public record SmallDisk(Path folder) implements AutoCloseable {
    private static final String INSIDE = "GALAXY_TEST_OWN_MOUNTS";
    private static final long BYTES = 256L << 20;

    /** Whether this process has a mount name space of its own. */
    public static boolean hasOwnMounts(Map<String, String> environment) {
        return environment.containsKey(INSIDE);
    }

    /** Whether this user may have a mount name space on this machine. */
    public static boolean isPossible() throws InterruptedException {
        try {
            return run(quiet(inOwnMounts(List.of("mount", "-t", "tmpfs", "tmpfs", "/tmp")))) == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    /** Runs this program again, with the same arguments, in a mount name space of its own, and returns its exit code. */
    public static int runAgainWithOwnMounts() throws InterruptedException {
        try {
            // Each argument ends with a zero.
            String arguments = Files.readString(Path.of("/proc/self/cmdline"));
            ProcessBuilder builder = new ProcessBuilder(inOwnMounts(List.of(
                            arguments.substring(0, arguments.length() - 1).split("\0", -1))))
                    .inheritIO();
            builder.environment().put(INSIDE, "yes");
            return run(builder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mounts one over a folder. */
    public static SmallDisk mount(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        require("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    /** A command that mounts one over a folder, which it alone and its children see, and then runs what follows. */
    public static List<String> commandWith(Path folder) {
        String mount = "mount -t tmpfs -o size=" + BYTES + " tmpfs \"$0\" && exec \"$@\"";
        return inOwnMounts(List.of("sh", "-c", mount, folder.toString()));
    }

    /** That of a process which was run by {@link #commandWith}; it goes with the process. */
    public static SmallDisk of(long pid, Path folder) {
        return new SmallDisk(Path.of("/proc/" + pid + "/root" + folder));
    }

    /** Takes all the room but a few bytes. */
    public void fill(long left) {
        byte[] zeros = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(filler())) {
            long room = folder.toFile().getUsableSpace() - left;
            for (long written = 0; written < room; written += zeros.length) {
                out.write(zeros, 0, (int) Math.min(zeros.length, room - written));
            }
        } catch (IOException full) {
            // The services write meanwhile, and the disk is full all the same.
        }
    }

    /** Makes room again. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        require("umount", "-l", folder.toString());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** Root may have a name space; another user becomes root in one first. */
    private static List<String> inOwnMounts(List<String> command) {
        String flags = "root".equals(System.getProperty("user.name")) ? "-m" : "-Urm";
        return Stream.concat(Stream.of("unshare", flags), command.stream()).toList();
    }

    private static void require(String... command) {
        try {
            int code = run(quiet(List.of(command)));
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException e) {
            throw new IllegalStateException("There is no program " + command[0], e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static ProcessBuilder quiet(List<String> command) {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }

    private static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        return builder.start().waitFor();
    }
}
