package galaxy.geoip;

import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes a table from networks in ascending order, those of IPv4 and of IPv6 each. A network that begins before the end of
 * the last one is another place of the same data (an alias), and is left out.
 */
final class TableBuilder {
    /** Of every pair of letters; 0 is unknown. */
    private static final int LETTERS = 26;

    private static final int MAX_CODES = 255;

    private final RangeList ipv4 = new RangeList();
    private final RangeList ipv6 = new RangeList();

    /** @param prefix 0 to 32 */
    void addIpv4(int start, int prefix, String code) {
        ipv4.add(Integer.toUnsignedLong(start), 1L << (32 - prefix), number(code));
    }

    /**
     * Adds an IPv6 network. Of those that are smaller than a /64, only the first of a /64 counts.
     *
     * @param prefix 0 to 128
     */
    void addIpv6(long high, long low, int prefix, String code) {
        if (prefix <= 64) {
            ipv6.add(high, prefix == 0 ? 0 : 1L << (64 - prefix), number(code));
        } else if (low == 0) {
            ipv6.add(high, 1, number(code));
        }
    }

    /** What the lists take more while they grow to twice their size, or the table beside them. */
    long bytesToGrow() {
        return 2L * RangeList.BYTES * (ipv4.capacity() + ipv6.capacity());
    }

    CountryTable build(String source, Instant built) {
        ipv4.close(1L << 32);
        ipv6.close(0);
        int[] used = codesInUse();
        byte[] index = new byte[LETTERS * LETTERS + 1];
        for (int i = 0; i < used.length; i++) {
            index[used[i]] = (byte) (i + 1);
        }
        byte[] indexes = new byte[ipv4.size() + ipv6.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = index[i < ipv4.size() ? ipv4.code(i) : ipv6.code(i - ipv4.size())];
        }
        List<String> codes = IntStream.of(used).mapToObj(TableBuilder::code).toList();
        int[] ipv4Keys =
                ipv4.starts().mapToInt(start -> CountryTable.key((int) start)).toArray();
        long[] ipv6Keys = ipv6.starts().map(CountryTable::key).toArray();
        return new CountryTable(source, built, new CountryTable.Ranges(codes, ipv4Keys, ipv6Keys, indexes));
    }

    /** Assigned codes first: there are fewer of them than a byte can count. */
    private int[] codesInUse() {
        BitSet used = new BitSet();
        Stream.of(ipv4, ipv6).forEach(list -> IntStream.range(0, list.size()).forEach(i -> used.set(list.code(i))));
        used.clear(0);
        return IntStream.concat(
                        used.stream().filter(TableBuilder::isAssigned),
                        used.stream().filter(number -> !isAssigned(number)))
                .limit(MAX_CODES)
                .toArray();
    }

    private static boolean isAssigned(int number) {
        return CountryCode.parse(code(number)) instanceof Parsed.Valid;
    }

    private static int number(String code) {
        return (code.charAt(0) - 'A') * LETTERS + code.charAt(1) - 'A' + 1;
    }

    private static String code(int number) {
        return "" + (char) ('A' + (number - 1) / LETTERS) + (char) ('A' + (number - 1) % LETTERS);
    }
}
