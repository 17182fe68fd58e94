package galaxy.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * The Redis binaries inside the {@code org.signal:embedded-redis} jar. The one for this machine is unpacked once per
 * user; each later start compares the unpacked file with the jar's and unpacks again if they differ.
 */
final class BundledRedis {
    private static final RedisVersion VERSION = new RedisVersion(7, 0, 15);
    private static final String OURS_ALONE = "rwx------";

    private BundledRedis() {}

    static RedisExecutable unpack(Path cache) {
        String resource = "redis-server-" + VERSION + "-" + platform();
        URL url = Optional.ofNullable(BundledRedis.class.getClassLoader().getResource(resource))
                .orElseThrow(() -> RedisStartException.lasting(
                        "No redis-server or valkey-server of 7.0 or later is on the PATH, and none is bundled for "
                                + platform()
                                + ". Install one (Debian: apt install redis-server), or set redis.uri"));
        try {
            Path folder = ownFolder(cache);
            Path target = folder.resolve(resource);
            Content wanted = contentOf(url);
            if (!Files.isExecutable(target) || !contentOf(target).equals(wanted)) {
                copy(url, wanted, folder, target);
            }
            return new RedisExecutable(target.toRealPath(), "redis-server", VERSION, RedisExecutable.Origin.BUNDLED);
        } catch (IOException e) {
            throw new RedisStartException("Cannot unpack the bundled redis-server into " + cache + ": " + e, e);
        }
    }

    /** {@code $XDG_CACHE_HOME/galaxy} or {@code ~/.cache/galaxy}; for a user without a home, below the temporary folder. */
    static Path defaultCache() {
        String xdg = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
        if (xdg.startsWith("/")) {
            return Path.of(xdg, "galaxy");
        }
        Path home = Path.of(System.getProperty("user.home", "/"));
        if (home.isAbsolute() && Files.isWritable(home)) {
            return home.resolve(".cache").resolve("galaxy");
        }
        return Path.of(System.getProperty("java.io.tmpdir"), "galaxy-" + System.getProperty("user.name"));
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = os.startsWith("mac") ? "darwin" : os.startsWith("linux") ? "linux" : os.replace(' ', '-');
        return family + "-"
                + switch (arch) {
                    case "amd64", "x86_64" -> "amd64";
                    case "aarch64", "arm64" -> "arm64";
                    case "x86", "i386", "i686" -> "386";
                    default -> arch;
                };
    }

    /** No other user may replace a file before it is run: the folder belongs to this user and is closed to others. */
    private static Path ownFolder(Path cache) throws IOException {
        Path parent = Optional.ofNullable(cache.toAbsolutePath().getParent()).orElse(cache);
        Files.createDirectories(parent);
        if (!Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(
                    cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OURS_ALONE)));
        }
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString(OURS_ALONE));
        return cache;
    }

    private static void copy(URL url, Content wanted, Path folder, Path target) throws IOException {
        Path fresh = Files.createTempFile(folder, "unpacking-", ".tmp");
        try {
            try (InputStream in = url.openStream()) {
                Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!contentOf(fresh).equals(wanted)) {
                throw new IOException("the unpacked file is not what the jar holds");
            }
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(OURS_ALONE));
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Size and CRC-32, which a jar's directory already knows: it finds damage, the folder's mode keeps others out. */
    private record Content(long size, long crc) {}

    private static Content contentOf(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        if (connection instanceof JarURLConnection jar) {
            jar.setUseCaches(false);
            try (var file = jar.getJarFile()) {
                var entry = file.getEntry(jar.getEntryName());
                return new Content(entry.getSize(), entry.getCrc());
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return contentOf(in);
        }
    }

    private static Content contentOf(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return contentOf(in);
        }
    }

    private static Content contentOf(InputStream in) throws IOException {
        var checked = new CheckedInputStream(in, new CRC32());
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int n = checked.read(buffer); n >= 0; n = checked.read(buffer)) {
            size += n;
        }
        return new Content(size, checked.getChecksum().getValue());
    }
}
