package galaxy.redis;

import galaxy.kernel.Secret;
import galaxy.kernel.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How tools of the same owner on the same machine reach an embedded server that runs for another process: a file in its folder
 * that only the owner can read, there while the server runs. It opens some streams and hashes for reading, one string for writing,
 * and nothing else.
 *
 * @param user of the server, with rights of its own
 * @param password drawn anew for each run
 */
public record LocalAccess(RedisAddress address, String user, Secret password) {
    static final String FILE = "tools.access";

    private static final String USER = "tools";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String RIGHTS =
            "resetchannels resetkeys -@all +hello +auth +ping +client|setname +xread +xrange +xrevrange +hgetall +set";

    static LocalAccess to(RedisAddress address, Secret password) {
        return new LocalAccess(address, USER, password);
    }

    /**
     * What the server that runs on a folder says, if one does or did until it was killed.
     *
     * @throws IOException with words for people, if the file is there and cannot be used
     */
    public static Optional<LocalAccess> find(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        try {
            if (!Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS).equals(OWNER_ONLY)) {
                throw new IOException(
                        file + " can be used by others than its owner and is not trusted; start Galaxy anew");
            }
            return Optional.of(parse(file, Files.readAllLines(file)));
        } catch (NoSuchFileException notRunning) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw new IOException(directory + " belongs to another user; run this as the user that runs Galaxy", e);
        }
    }

    /** The line of the server's configuration that makes the user. It holds a digest of the password. */
    String configLine(EmbeddedRedisConfig.Tools allowed) {
        return "user " + user + " on #" + Sha256.hex(password.reveal()) + " " + RIGHTS + " "
                + allowed.readable().stream().map(each -> "%R~" + each).collect(Collectors.joining(" "))
                + " %W~" + allowed.writable();
    }

    /** Puts the file in place, complete or not at all, and never readable by others. */
    void write(Path directory) throws IOException {
        Path fresh = directory.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        String text = address + "\n" + user + "\n" + password.reveal() + "\n";
        try (var channel = FileChannel.open(
                fresh,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        }
        Files.move(fresh, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    private static LocalAccess parse(Path file, List<String> lines) throws IOException {
        try {
            return new LocalAccess(RedisAddress.parse(lines.getFirst()), lines.get(1), Secret.of(lines.get(2)));
        } catch (RuntimeException e) {
            throw new IOException(file + " is not what Galaxy writes; start Galaxy anew", e);
        }
    }
}
