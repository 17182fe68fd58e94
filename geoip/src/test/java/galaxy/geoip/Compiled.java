package galaxy.geoip;

import galaxy.kernel.Parsed;

/** Content of files as a program compiles it, with as much memory as it takes. */
final class Compiled {
    private Compiled() {}

    static Parsed<CountryTable> of(byte[] file) {
        return MmdbCompiler.compile(file, MmdbCompiler.WALK_LIMIT, bytes -> true);
    }
}
