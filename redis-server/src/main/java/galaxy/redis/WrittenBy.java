package galaxy.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server that wrote the base file of a log, as the file says at its beginning: {@code REDIS0010} or {@code VALKEY080}, then fields
 * of which {@code redis-ver} or {@code valkey-ver} is the first.
 *
 * @param name {@code redis-server} or {@code valkey-server}
 * @param format the number of the format of the file
 */
record WrittenBy(String name, int format, Optional<RedisVersion> version) {
    private static final Pattern BASE = Pattern.compile("file (\\S+) seq \\d+ type b.*");
    private static final Pattern MAGIC = Pattern.compile("(REDIS|VALKEY)(\\d+)");
    private static final int MAGIC_BYTES = 9;
    private static final int FIELD = 0xFA;
    private static final int LONGEST = 63;

    /** The newest format of Redis that Valkey reads as well, and the one before it. */
    private static final int SHARED_FORMAT = 11;

    /** What reads the newest shared format. */
    private static final RedisVersion READS_SHARED = new RedisVersion(7, 2, 0);

    /** Of the data in a folder, if there are any and they say so. */
    static Optional<WrittenBy> of(Path directory) throws IOException {
        Path folder = directory.resolve("appendonlydir");
        Path manifest = folder.resolve("appendonly.aof.manifest");
        if (!Files.exists(manifest)) {
            return Optional.empty();
        }
        Optional<Path> base = Files.readAllLines(manifest).stream()
                .map(BASE::matcher)
                .filter(matcher -> matcher.matches())
                .map(line -> folder.resolve(line.group(1)))
                .filter(Files::isReadable)
                .findFirst();
        if (base.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream file = Files.newInputStream(base.get())) {
            return read(file.readNBytes(MAGIC_BYTES), file);
        }
    }

    /**
     * Refuses data that a server cannot read, before anything is changed.
     *
     * @throws RedisStartException that says who wrote them
     */
    static void requireReadable(Path directory, RedisExecutable by) throws IOException {
        Optional<WrittenBy> writer = of(directory).filter(written -> !written.isReadableBy(by));
        if (writer.isPresent()) {
            String other = writer.get().describe();
            throw RedisStartException.lasting("The data in " + directory + " were written by " + other + ", and "
                    + by.name() + " " + by.version() + " (" + by.path() + ") cannot read them. Put " + other
                    + " or a later one on the PATH. Nothing was changed");
        }
    }

    /** Whether a server reads what this one wrote. */
    boolean isReadableBy(RedisExecutable server) {
        boolean readsShared = server.version().compareTo(READS_SHARED) >= 0;
        if (name.equals(server.name()) && version.isPresent()) {
            RedisVersion written = version.get();
            return new RedisVersion(written.major(), written.minor(), 0).compareTo(server.version()) <= 0;
        }
        return format < SHARED_FORMAT || (format == SHARED_FORMAT && readsShared);
    }

    private String describe() {
        return version.map(known -> name + " " + known)
                .orElse("a " + name + " that writes format " + format + " of RDB files");
    }

    private static Optional<WrittenBy> read(byte[] start, InputStream rest) throws IOException {
        var magic = MAGIC.matcher(new String(start, StandardCharsets.ISO_8859_1));
        if (!magic.matches()) {
            return Optional.empty();
        }
        String key = rest.read() == FIELD ? text(rest) : "";
        boolean isValkey = key.equals("valkey-ver") || magic.group(1).equals("VALKEY");
        Optional<RedisVersion> version = key.equals("redis-ver") || key.equals("valkey-ver")
                ? RedisVersion.fromOutput("v=" + text(rest))
                : Optional.empty();
        return Optional.of(
                new WrittenBy(isValkey ? "valkey-server" : "redis-server", Integer.parseInt(magic.group(2)), version));
    }

    /** A short text: its length in one byte, then its bytes. Another is of no field that is looked for. */
    private static String text(InputStream in) throws IOException {
        int length = in.read();
        return length < 0 || length > LONGEST ? "" : new String(in.readNBytes(length), StandardCharsets.US_ASCII);
    }
}
