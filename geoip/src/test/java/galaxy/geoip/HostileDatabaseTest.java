package galaxy.geoip;

import static galaxy.testkit.mmdb.MmdbValues.concat;
import static galaxy.testkit.mmdb.MmdbValues.control;
import static galaxy.testkit.mmdb.MmdbValues.encode;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Parsed;
import galaxy.testkit.mmdb.MmdbValues.Pointer;
import galaxy.testkit.mmdb.MmdbValues.Raw;
import galaxy.testkit.mmdb.MmdbValues.Uint64;
import galaxy.testkit.mmdb.MmdbWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files that are no database, by kind: each is refused with a reason, in little time and memory. Among the kinds are those of
 * MaxMind-DB's {@code bad-data}: corrupt search trees, deep nesting of maps and arrays, oversized maps and arrays, and a time
 * of the build beyond all times.
 */
@Timeout(30)
final class HostileDatabaseTest {
    private static final int LARGEST = 65_821 + 0xFFFFFF;
    private static final Object GOOD = MmdbWriter.country("DE");

    static Stream<Arguments> noDatabase() {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        return Stream.of(
                Arguments.of("empty", new byte[0], "no metadata"),
                Arguments.of("text", "<html>404</html>".getBytes(StandardCharsets.UTF_8), "no metadata"),
                Arguments.of("random", random, "no metadata"),
                Arguments.of("marker alone", MmdbWriter.MARKER, "more values than they have bytes"),
                Arguments.of("metadata that are no map", concat(MmdbWriter.MARKER, encode("text")), "damaged"),
                Arguments.of("metadata too far from the end", concat(good(), new byte[200_000]), "no metadata"),
                Arguments.of("only the tree", Arrays.copyOf(good(), 100), "no metadata"));
    }

    static Stream<Arguments> metadata() {
        Raw map = new Raw(concat(control(7, LARGEST), encode("en"), encode("text")));
        Raw list = new Raw(concat(control(11, LARGEST), encode("en")));
        return Stream.of(
                Arguments.of("format 1", with("binary_format_major_version", 1), "its format is 1"),
                Arguments.of("format 3", with("binary_format_major_version", 3), "its format is 3"),
                Arguments.of("no format", without("binary_format_major_version"), "damaged"),
                Arguments.of("IP version 5", with("ip_version", 5), "IP version 5"),
                Arguments.of("record size 0", with("record_size", 0), "record"),
                Arguments.of("record size 23", with("record_size", 23), "record"),
                Arguments.of("record size 26", with("record_size", 26), "record"),
                Arguments.of("record size 64", with("record_size", 64), "record"),
                Arguments.of("record size 65535", with("record_size", 65_535), "record"),
                Arguments.of("no record size", with("record_size", "24"), "damaged"),
                Arguments.of("no nodes", with("node_count", 0L), "nodes"),
                Arguments.of("too many nodes", with("node_count", 0xFFFF_FFFFL), "nodes"),
                Arguments.of("more nodes than bytes", with("node_count", new Uint64(Long.MAX_VALUE)), "nodes"),
                Arguments.of("negative count of nodes", with("node_count", new Uint64(-1)), "damaged"),
                Arguments.of("no time of the build", without("build_epoch"), "no time of the build"),
                Arguments.of("time beyond all times", with("build_epoch", new Uint64(-1)), "no time of the build"),
                Arguments.of("time as a text", with("build_epoch", "today"), "damaged"),
                Arguments.of("oversized map", with("description", map), "more values than they have bytes"),
                Arguments.of("oversized list", with("languages", list), "more values than they have bytes"),
                Arguments.of("oversized list of nothing", with("unknown", list), "more values than they have bytes"),
                Arguments.of(
                        "oversized text",
                        with("database_type", new Raw(control(2, LARGEST))),
                        "more values than they have bytes"),
                Arguments.of(
                        "oversized list behind a pointer",
                        concat(MmdbWriter.MARKER, of("languages", encode(new Pointer(16))), list.bytes()),
                        "more values than they have bytes"),
                Arguments.of("pointer past the end", with("languages", new Pointer(1 << 20)), "past its end"),
                Arguments.of("pointer to the whole", with("languages", new Pointer(0)), "damaged"),
                Arguments.of("deep maps", with("unknown", nested(new Raw(concat(control(7, 1), encode("a"))))), ""),
                Arguments.of("deep lists", with("unknown", nested(new Raw(control(11, 1)))), ""));
    }

    static Stream<Arguments> trees() {
        int nodes = 40;
        long[][] shared = IntStream.range(0, nodes)
                .mapToObj(i -> new long[] {i + 1, i + 1})
                .toArray(long[][]::new);
        long[][] sharedWithData = shared.clone();
        sharedWithData[nodes - 1] = new long[] {nodes + 16, nodes + 16};
        long[][] zeros = IntStream.range(0, 97)
                .mapToObj(i -> new long[] {i < 96 ? i + 1 : 96, 97})
                .toArray(long[][]::new);
        long[][] below = IntStream.range(0, 99)
                .mapToObj(i -> new long[] {i + 1, i < 96 ? 99 : 96})
                .toArray(long[][]::new);
        return Stream.of(
                Arguments.of("node to itself", 4, new long[][] {{0, 0}}, "in two ways"),
                Arguments.of("node to itself at the right", 4, new long[][] {{1 + 16, 0}}, "in two ways"),
                Arguments.of("two nodes in a circle", 4, new long[][] {{1, 2}, {1, 2}}, "in two ways"),
                Arguments.of("2^40 ways to nothing", 4, shared, "in two ways"),
                Arguments.of("2^40 ways to a record", 4, sharedWithData, "in two ways"),
                Arguments.of("zeros without end", 6, zeros, "damaged"),
                Arguments.of("IPv4 in IPv4 without end", 6, below, "damaged"),
                Arguments.of("deeper than an address", 4, deep(), "damaged"),
                Arguments.of("record past the end", 4, new long[][] {{0xFFFFFF, 1}}, "damaged"),
                Arguments.of("record in the separator", 4, new long[][] {{1 + 5, 1}}, "damaged"),
                Arguments.of("no records", 4, new long[][] {{1, 1}}, "no network in it has an assigned country"));
    }

    static Stream<Arguments> records() {
        return Stream.of(
                Arguments.of("pointer to itself", encode(new Pointer(0)), "damaged"),
                Arguments.of("pointers in a circle", concat(encode(new Pointer(5)), encode(new Pointer(0))), "damaged"),
                Arguments.of("pointer past the end", encode(Map.of("country", new Pointer(1 << 30))), "damaged"),
                Arguments.of("pointer to the record", encode(Map.of("country", new Pointer(0))), "no network"),
                Arguments.of("oversized map", control(7, LARGEST), "damaged"),
                Arguments.of("oversized map of a country", of("country", control(7, LARGEST)), "damaged"),
                Arguments.of("oversized map elsewhere", of("city", control(7, LARGEST)), "damaged"),
                Arguments.of("oversized list of a country", of("country", control(11, LARGEST)), "no network"),
                Arguments.of("oversized list elsewhere", of("city", control(11, LARGEST)), "damaged"),
                Arguments.of("oversized text", of("country", control(2, LARGEST)), "damaged"),
                Arguments.of("oversized bytes", of("country", control(4, LARGEST)), "damaged"),
                Arguments.of("text that is not UTF-8", of("country", new byte[] {0x42, -1, -1}), "damaged"),
                Arguments.of("key that is no text", new byte[] {(byte) 0xE1, (byte) 0xA1, 1, 0x40}, "damaged"),
                Arguments.of("record that is a text", encode("DE"), "damaged"),
                Arguments.of("unknown type", of("country", new byte[] {0, 100}), "damaged"),
                Arguments.of("deep maps", of("city", deepMaps()), ""),
                Arguments.of(
                        "deep lists", of("city", nested(new Raw(control(11, 1))).bytes()), ""),
                Arguments.of("deep maps in a country", of("country", deepMaps()), ""),
                Arguments.of("codes that are not assigned", encode(MmdbWriter.country("FL")), "no network"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"noDatabase", "metadata"})
    void is_refused(String kind, byte[] file, String reason) {
        refused(file, reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void trees(String kind, int ipVersion, long[][] nodes, String reason) {
        refused(MmdbWriter.assemble(24, nodes, encode(GOOD), metadata(ipVersion)), reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void records(String kind, byte[] record, String reason) {
        refused(MmdbWriter.assemble(24, new long[][] {{1 + 16, 1}}, record, metadata(4)), reason);
    }

    @Test
    void is_refused_when_cut_off_anywhere() {
        byte[] file = good();
        IntStream.range(0, file.length).forEach(length -> refused(Arrays.copyOf(file, length), ""));
    }

    @Test
    void gives_a_table_or_a_reason_whatever_bytes_are_changed() {
        byte[] file = new MmdbWriter(28, 6)
                .add("8.8.8.0/24", GOOD)
                .add("9.0.0.0/8", Map.of("country", "FR", "city", Map.of("names", List.of("a", "b"))))
                .add("2a00::/16", MmdbWriter.country("FR"))
                .alias("2002::/16")
                .bytes();
        Random random = new Random(20_260_617);
        for (int i = 0; i < 5000; i++) {
            byte[] changed = file.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            assertThat(Compiled.of(changed)).isNotNull();
        }
    }

    @Test
    void is_refused_when_the_walk_takes_too_long() {
        assertThat(MmdbCompiler.compile(good(), Duration.ofNanos(-1), bytes -> true))
                .isEqualTo(Parsed.invalid("the walk over its networks takes more than 0 s"));
        assertThat(MmdbCompiler.WALK_LIMIT).hasSeconds(60);
    }

    private static void refused(byte[] file, String reason) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Parsed<CountryTable> result = Compiled.of(file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                .as("bytes")
                .isLessThan(60_000_000);
        assertThat(result)
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }

    private static byte[] good() {
        return MmdbWriter.of(Map.of("8.8.8.0/24", GOOD));
    }

    private static byte[] with(String key, Object value) {
        return new MmdbWriter(24, 6)
                .add("8.8.8.0/24", GOOD)
                .metadata(key, value)
                .bytes();
    }

    private static byte[] without(String key) {
        return new MmdbWriter(24, 6).add("8.8.8.0/24", GOOD).without(key).bytes();
    }

    /** A record with one field. */
    private static byte[] of(String key, byte[] value) {
        return concat(control(7, 1), encode(key), value);
    }

    /** Forty thousand values, each in the one before. */
    private static Raw nested(Raw start) {
        Stream<byte[]> starts = Stream.generate(start::bytes).limit(40_000);
        return new Raw(concat(Stream.concat(starts, Stream.of(encode("end"))).toArray(byte[][]::new)));
    }

    private static byte[] deepMaps() {
        return nested(new Raw(concat(control(7, 1), encode("iso_code")))).bytes();
    }

    private static long[][] deep() {
        return IntStream.range(0, 60)
                .mapToObj(i -> new long[] {i == 59 ? 60 + 16 : i + 1, 60})
                .toArray(long[][]::new);
    }

    /** The metadata of a raw file. */
    static Map<String, Object> metadata(int ipVersion) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", new Uint64(1_781_725_900L));
        metadata.put("database_type", "Test");
        metadata.put("ip_version", ipVersion);
        return metadata;
    }
}
