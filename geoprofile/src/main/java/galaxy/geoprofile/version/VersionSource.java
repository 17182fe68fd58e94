package galaxy.geoprofile.version;

import galaxy.kernel.Parsed;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the country of a version comes from, as callers and the store write it. A version that a newer program wrote may have
 * another one: it is kept and shown.
 */
public record VersionSource(String code) {
    /** The user declares it. */
    public static final VersionSource USER = new VersionSource("user");

    /** An administrator sets it: it is approved at once. */
    public static final VersionSource ADMIN = new VersionSource("admin");

    /** An administrator proposes what was observed. */
    public static final VersionSource OBSERVED = new VersionSource("observed");

    private static final List<VersionSource> ALL = List.of(USER, ADMIN, OBSERVED);

    private static final String RULE =
            ALL.stream().map(VersionSource::code).collect(Collectors.joining(", ", "must be one of ", ""));

    /** The sources that a proposal can have. */
    public static VersionSource[] values() {
        return ALL.toArray(VersionSource[]::new);
    }

    public static Parsed<VersionSource> parse(String raw) {
        return Parsed.oneOf(values(), VersionSource::code, raw, RULE);
    }
}
