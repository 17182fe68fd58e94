package galaxy.geoip;

import galaxy.kernel.CountryCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Sorted ranges of addresses, each with a country. A range ends where the next one starts, and before the first one nothing
 * is known. IPv6 ranges are known by their upper 64 bits: a /64 has one country.
 */
public final class CountryTable implements CountryLookup {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final DatabaseInfo info;
    private final Ranges ranges;
    private final LookupResult[] results = new LookupResult[256];

    /**
     * The content of a table.
     *
     * @param codes of two ASCII letters, at most 255; the first has the index 1, and 0 is unknown
     * @param ipv4Keys the starts of ranges in ascending order, as {@link #key(int)} gives them
     * @param ipv6Keys the upper halves of starts in ascending order, as {@link #key(long)} gives them
     * @param indexes a byte without sign for each IPv4 range, then for each IPv6 range
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Ranges(List<String> codes, int[] ipv4Keys, long[] ipv6Keys, byte[] indexes) {}

    CountryTable(String source, Instant built, Ranges ranges) {
        this.ranges = ranges;
        Arrays.fill(results, LookupResult.NOT_LISTED);
        for (int i = 0; i < ranges.codes().size(); i++) {
            results[i + 1] = CountryTexts.code(ranges.codes().get(i))
                    .map(LookupResult::of)
                    .orElse(LookupResult.NOT_LISTED);
        }
        long countries = Arrays.stream(results)
                .flatMap(result -> result.country().stream())
                .distinct()
                .count();
        info = new DatabaseInfo(source, built, ranges.ipv4Keys().length, ranges.ipv6Keys().length, (int) countries);
    }

    /** An IPv4 address in the order of numbers with a sign. */
    static int key(int address) {
        return address ^ Integer.MIN_VALUE;
    }

    /** The upper 64 bits of an IPv6 address in the order of numbers with a sign. */
    static long key(long high) {
        return high ^ Long.MIN_VALUE;
    }

    @Override
    public Optional<CountryCode> countryOf(InetAddress address) {
        return resultOf(address).country();
    }

    @Override
    public DatabaseInfo info() {
        return info;
    }

    /** The country, or why there is none. */
    public LookupResult resultOf(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return ipv4((int) INTS.get(bytes, 0));
        }
        long high = (long) LONGS.get(bytes, 0);
        long embedded = Addresses.embeddedIpv4(high, (long) LONGS.get(bytes, 8));
        return embedded == Addresses.NONE ? ipv6(high) : ipv4((int) embedded);
    }

    private LookupResult ipv4(int address) {
        return Addresses.isSpecialIpv4(address)
                ? LookupResult.SPECIAL_PURPOSE
                : at(0, Arrays.binarySearch(ranges.ipv4Keys, key(address)));
    }

    private LookupResult ipv6(long high) {
        return Addresses.isSpecialIpv6(high)
                ? LookupResult.SPECIAL_PURPOSE
                : at(ranges.ipv4Keys.length, Arrays.binarySearch(ranges.ipv6Keys, key(high)));
    }

    /** @param found as a binary search returns it: the start of a range, or after which one it would be */
    private LookupResult at(int first, int found) {
        int range = found >= 0 ? found : -found - 2;
        return range < 0 ? LookupResult.NOT_LISTED : results[ranges.indexes[first + range] & 0xFF];
    }

    /** The same table with another source line. */
    public CountryTable withSource(String source) {
        return new CountryTable(source, info.built(), ranges);
    }

    Ranges ranges() {
        return ranges;
    }
}
