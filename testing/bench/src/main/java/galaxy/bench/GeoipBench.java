package galaxy.bench;

import com.sun.management.ThreadMXBean;
import galaxy.geoip.CountryLookup;
import galaxy.geoip.Geoip;
import galaxy.geoip.GeoipData;
import galaxy.geoip.GeoipSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the country of an address costs. */
@Command(
        name = "geoip",
        description = {
            "How long it takes until the bundled table of countries is ready, and what a look-up takes.",
            "",
            "Look-ups are those of a service, with their metric, in one thread, of random addresses: IPv4, IPv6 of the blocks"
                    + " that registries give out, and IPv4 inside of IPv6. Of the bytes, 24 are the JDK's copy of an IPv4"
                    + " address and 32 that of an IPv6 one."
        },
        mixinStandardHelpOptions = true)
final class GeoipBench implements Callable<Integer> {
    private static final int ADDRESSES = 200_000;
    private static final GeoipSettings BUNDLED =
            new GeoipSettings(Optional.empty(), Optional.empty(), Duration.ofMinutes(1));

    @Option(names = "--rounds", description = "Rounds over all addresses; medians are shown. Default: ${DEFAULT-VALUE}")
    private int rounds = 21;

    private final SplittableRandom random = new SplittableRandom(1);

    @Override
    public Integer call() {
        Report report = new Report("measured", "median", "bytes", "limit");
        double first = readMillis();
        report.row("table ready, first in a JVM", Report.millis(first), "", "100 ms");
        try (Geoip geoip = Geoip.open(BUNDLED, new PrometheusRegistry(), InstantSource.system())) {
            row(report, geoip.countries(), "IPv4", Stream.generate(this::ipv4));
            row(report, geoip.countries(), "IPv6", Stream.generate(this::ipv6));
            row(report, geoip.countries(), "IPv4 in 6to4", Stream.generate(this::sixToFour));
        }
        report.print();
        return 0;
    }

    private static double readMillis() {
        long start = System.nanoTime();
        GeoipData.read(BUNDLED);
        return (System.nanoTime() - start) / 1e6;
    }

    private void row(Report report, CountryLookup lookup, String kind, Stream<InetAddress> generated) {
        InetAddress[] addresses = generated.limit(ADDRESSES).toArray(InetAddress[]::new);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double[] nanos = new double[rounds];
        double[] bytes = new double[rounds];
        long known = 0;
        // The first half is not counted: it is compiled meanwhile.
        for (int i = -rounds; i < rounds; i++) {
            long allocated = threads.getCurrentThreadAllocatedBytes();
            long start = System.nanoTime();
            for (InetAddress address : addresses) {
                known += lookup.countryOf(address).isPresent() ? 1 : 0;
            }
            if (i >= 0) {
                nanos[i] = (double) (System.nanoTime() - start) / ADDRESSES;
                bytes[i] = (double) (threads.getCurrentThreadAllocatedBytes() - allocated) / ADDRESSES;
            }
        }
        report.row(
                "look-up of %s, %d %% known".formatted(kind, 100 * known / (2L * rounds * ADDRESSES)),
                String.format(Locale.ROOT, "%.0f ns", Report.median(nanos)),
                String.format(Locale.ROOT, "%.1f", Report.median(bytes)),
                "1000 ns");
    }

    private InetAddress ipv4() {
        return address(ByteBuffer.allocate(4).putInt(random.nextInt()).array());
    }

    /** In blocks that the registries give out. */
    private InetAddress ipv6() {
        long top = Stream.of(0x2001L, 0x2400L, 0x2600L, 0x2804L, 0x2A00L + random.nextInt(16), 0x2C0FL)
                .toList()
                .get(random.nextInt(6));
        return address(ByteBuffer.allocate(16)
                .putLong((top << 48) | (random.nextLong() >>> 16))
                .array());
    }

    private InetAddress sixToFour() {
        return address(ByteBuffer.allocate(16)
                .putLong((0x2002L << 48) | (random.nextLong() >>> 16))
                .array());
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
