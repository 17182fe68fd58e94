package galaxy.geoprofile.version;

import galaxy.kernel.Parsed;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the country of a version comes from. */
public enum VersionSource {
    /** The user declares it. */
    USER,
    /** An administrator sets it: it is approved at once. */
    ADMIN,
    /** An administrator proposes what was observed. */
    OBSERVED;

    /** The word on the wire: {@code user}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Parsed<VersionSource> parse(String raw) {
        return Arrays.stream(values())
                .filter(source -> source.code().equals(raw))
                .findFirst()
                .map(Parsed::valid)
                .orElseGet(() -> Parsed.invalid("must be one of "
                        + Arrays.stream(values()).map(VersionSource::code).collect(Collectors.joining(", "))));
    }
}
