package galaxy.geoip;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.DeserializationException;
import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Metadata;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import galaxy.kernel.Parsed;
import galaxy.kernel.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns a MaxMind DB file (format 2) into a table, in bounded time and memory whatever the file holds. */
final class MmdbCompiler {
    /** Of the walk over all networks. */
    static final Duration WALK_LIMIT = Duration.ofSeconds(60);

    private static final BigInteger MAX_BUILT = BigInteger.valueOf(253_402_300_799L);
    private static final int MAX_SOURCE = 300;

    /** How often it is looked whether there is room for the table. */
    private static final int NETWORKS_BETWEEN_LOOKS = 1 << 16;

    private final long walkLimitNanos;
    private final Heap heap;
    private final TableBuilder builder = new TableBuilder();

    private MmdbCompiler(Duration walkLimit, Heap heap) {
        this.walkLimitNanos = walkLimit.toNanos();
        this.heap = heap;
    }

    /**
     * The table, or why the file is refused; the reason is a clause about the file: "it has no metadata …".
     *
     * @throws Heap.FullException when the memory does not suffice
     */
    static Parsed<CountryTable> compile(byte[] file, Duration walkLimit, Heap heap) {
        try {
            return new MmdbCompiler(walkLimit, heap).table(file);
        } catch (Heap.FullException e) {
            throw e;
        } catch (InvalidDatabaseException e) {
            return Parsed.invalid(reason(e));
        } catch (IOException | InvalidNetworkException | RuntimeException | StackOverflowError e) {
            // What is damaged meets the library in many ways: a negative position, a buffer that ends, a wrong type.
            return Parsed.invalid("it is damaged (" + reason(e) + ")");
        }
    }

    private static String reason(Throwable problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : Printable.of(cut(message));
    }

    private Parsed<CountryTable> table(byte[] file) throws IOException, InvalidNetworkException {
        int end = MmdbMetadata.check(file);
        try (var reader = new Reader(new ByteArrayInputStream(file))) {
            Metadata metadata = reader.getMetadata();
            if (metadata.binaryFormatMajorVersion() != 2) {
                return Parsed.invalid("its format is %d, and not 2".formatted(metadata.binaryFormatMajorVersion()));
            }
            if (metadata.ipVersion() != 4 && metadata.ipVersion() != 6) {
                return Parsed.invalid("it is for IP version %d, and not 4 or 6".formatted(metadata.ipVersion()));
            }
            MmdbTree.check(file, metadata, end);
            Optional<String> refusal = walk(reader.networks(MmdbRecords.Network.class), 2 * metadata.nodeCount());
            if (refusal.isPresent()) {
                return Parsed.invalid(refusal.get());
            }
            CountryTable table = builder.build(source(metadata), built(metadata));
            return table.info().countries() == 0
                    ? Parsed.invalid("no network in it has an assigned country")
                    : Parsed.valid(table);
        }
    }

    private Optional<String> walk(Networks<MmdbRecords.Network> networks, long most) {
        long start = System.nanoTime();
        for (long count = 1; networks.hasNext(); count++) {
            if (count > most) {
                return Optional.of("it has more networks than its nodes can have");
            }
            if (System.nanoTime() - start > walkLimitNanos) {
                return Optional.of(
                        "the walk over its networks takes more than " + walkLimitNanos / 1_000_000_000 + " s");
            }
            if (count % NETWORKS_BETWEEN_LOOKS == 0 && !heap.hasRoomFor(builder.bytesToGrow())) {
                throw new Heap.FullException();
            }
            try {
                add(networks.next());
            } catch (DeserializationException e) {
                // The record has another type where the country could be: it has no country.
            }
        }
        return Optional.empty();
    }

    private void add(DatabaseRecord<MmdbRecords.Network> network) {
        Optional<String> code = network.data().code();
        if (code.isPresent()) {
            add(network.network().ipAddress(), network.network().prefixLength(), code.get());
        }
    }

    /**
     * The library gives IPv4 addresses for networks below {@code ::/96}, with 96 taken from the length of the prefix, which
     * leaves a negative one for a network that holds all of IPv4 and more.
     */
    private void add(InetAddress address, int prefix, String code) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        if (bytes.remaining() == 16) {
            builder.addIpv6(bytes.getLong(), bytes.getLong(), prefix, code);
        } else if (prefix < 0) {
            builder.addIpv4(0, 0, code);
            builder.addIpv6(0, 0, 96 + prefix, code);
        } else if (prefix <= 32) {
            builder.addIpv4(bytes.getInt(), prefix, code);
        }
    }

    private static Instant built(Metadata metadata) throws InvalidDatabaseException {
        BigInteger built = metadata.buildEpoch();
        if (built == null || built.compareTo(MAX_BUILT) > 0) {
            throw new InvalidDatabaseException("its metadata have no time of the build");
        }
        return Instant.ofEpochSecond(built.longValue());
    }

    private static String source(Metadata metadata) {
        String type = metadata.databaseType() == null ? "MaxMind DB" : metadata.databaseType();
        String description =
                metadata.description() == null ? "" : metadata.description().getOrDefault("en", "");
        return Printable.of(cut(description.isEmpty() ? type : type + ": " + description));
    }

    private static String cut(String text) {
        return text.length() <= MAX_SOURCE ? text : text.substring(0, MAX_SOURCE) + "…";
    }
}
