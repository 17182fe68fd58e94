package galaxy.redis;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The version that a server prints with {@code --version}. */
public record RedisVersion(int major, int minor, int patch) implements Comparable<RedisVersion> {
    /** Our scripts and the multi-part append-only file need 7.0. */
    public static final RedisVersion OLDEST_SUPPORTED = new RedisVersion(7, 0, 0);

    private static final Pattern IN_OUTPUT = Pattern.compile("\\bv=(\\d{1,6})\\.(\\d{1,6})(?:\\.(\\d{1,6}))?");
    private static final Comparator<RedisVersion> ORDER = Comparator.comparingInt(RedisVersion::major)
            .thenComparingInt(RedisVersion::minor)
            .thenComparingInt(RedisVersion::patch);

    /** Reads {@code Redis server v=7.0.15 sha=…} or {@code Valkey server v=8.1.1 sha=…}. */
    public static Optional<RedisVersion> fromOutput(String output) {
        var found = IN_OUTPUT.matcher(output);
        if (!found.find()) {
            return Optional.empty();
        }
        int patch = found.group(3) == null ? 0 : Integer.parseInt(found.group(3));
        return Optional.of(new RedisVersion(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)), patch));
    }

    public boolean isSupported() {
        return compareTo(OLDEST_SUPPORTED) >= 0;
    }

    @Override
    public int compareTo(RedisVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
