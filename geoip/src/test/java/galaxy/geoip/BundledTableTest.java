package galaxy.geoip;

import static org.assertj.core.api.Assertions.assertThat;

import com.maxmind.db.Reader;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table of the program against its source, which is not part of the project. */
final class BundledTableTest {
    private static final int ADDRESSES = 100_000;

    private final CountryTable bundled = GeoipData.bundledTable();
    private final SplittableRandom random = new SplittableRandom(20_260_617);

    @Test
    void knows_every_assigned_country() {
        assertThat(bundled.info().countries()).isEqualTo(249);
        assertThat(bundled.info().ipv4Ranges()).isBetween(300_000, 400_000);
        assertThat(bundled.info().ipv6Ranges()).isBetween(250_000, 300_000);
        assertThat(4L * bundled.ranges().ipv4Keys().length
                        + 8L * bundled.ranges().ipv6Keys().length
                        + bundled.ranges().indexes().length)
                .as("bytes in memory")
                .isLessThan(4_200_000);
        assertThat(GeoipData.bundledTable()).as("one for all services").isSameAs(bundled);
    }

    @Test
    void is_the_table_that_the_source_gives() throws IOException {
        CountryTable compiled = ((DatabaseFile.Loaded.Table) new DatabaseFile(CountrySource.file()).load()).table();
        assertThat(compiled.ranges().codes()).isEqualTo(bundled.ranges().codes());
        assertThat(compiled.ranges().ipv4Keys()).isEqualTo(bundled.ranges().ipv4Keys());
        assertThat(compiled.ranges().ipv6Keys()).isEqualTo(bundled.ranges().ipv6Keys());
        assertThat(compiled.ranges().indexes()).isEqualTo(bundled.ranges().indexes());
        assertThat(compiled.info().built()).isEqualTo(bundled.info().built());
    }

    @Test
    void equals_a_plain_scan_of_the_source_at_100_000_random_addresses() throws IOException {
        Path file = CountrySource.file();
        try (Reader source = new Reader(file.toFile())) {
            int known = 0;
            for (int i = 0; i < ADDRESSES; i++) {
                InetAddress address = i % 2 == 0 ? ipv4() : ipv6();
                Optional<CountryCode> expected = scanned(source, address);
                assertThat(bundled.countryOf(address))
                        .as(address.getHostAddress())
                        .isEqualTo(expected);
                known += expected.isPresent() ? 1 : 0;
            }
            assertThat(known).isGreaterThan(ADDRESSES / 2);
        }
    }

    private static Optional<CountryCode> scanned(Reader source, InetAddress address) throws IOException {
        Map<?, ?> record = source.get(address, Map.class);
        return record == null
                ? Optional.empty()
                : switch (CountryCode.parse(String.valueOf(record.get("country_code")))) {
                    case Parsed.Valid<CountryCode>(CountryCode code) -> Optional.of(code);
                    case Parsed.Invalid<CountryCode> _ -> Optional.empty();
                };
    }

    /** Half of them anywhere, half at the edges of ranges; none of special purpose. */
    private InetAddress ipv4() {
        int[] keys = bundled.ranges().ipv4Keys();
        int address;
        do {
            address = random.nextBoolean()
                    ? random.nextInt()
                    : CountryTable.key(keys[random.nextInt(keys.length)]) - random.nextInt(2);
        } while (Addresses.isSpecialIpv4(address));
        return address(ByteBuffer.allocate(4).putInt(address).array());
    }

    /** The first address of a /64; most of the space is not allocated, so that many are near a range. */
    private InetAddress ipv6() {
        long[] keys = bundled.ranges().ipv6Keys();
        long high;
        do {
            long start = CountryTable.key(keys[random.nextInt(keys.length)]);
            high = List.of(start, start - 1, start + random.nextLong(1L << 32), random.nextLong() >>> 3 | 1L << 61)
                    .get(random.nextInt(4));
        } while (Addresses.isSpecialIpv6(high) || Addresses.embeddedIpv4(high, 0) != Addresses.NONE);
        return address(ByteBuffer.allocate(16).putLong(high).array());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
