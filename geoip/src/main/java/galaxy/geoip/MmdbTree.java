package galaxy.geoip;

import com.maxmind.db.InvalidDatabaseException;
import com.maxmind.db.Metadata;
import java.util.BitSet;

/**
 * The search tree of a MaxMind DB file. The library follows it without limit, so that a few nodes which lead to one another
 * would keep it for ever.
 */
final class MmdbTree {
    private static final int SEPARATOR = 16;

    private final byte[] file;
    private final int nodes;
    private final int recordBits;

    private MmdbTree(byte[] file, int nodes, int recordBits) {
        this.file = file;
        this.nodes = nodes;
        this.recordBits = recordBits;
    }

    /**
     * Checks that the file has the nodes that it claims, and that no node is reached in two ways; the node of the IPv4
     * addresses may be, because other blocks of IPv6 stand for the same addresses.
     *
     * @param end where the metadata begin
     */
    static void check(byte[] file, Metadata metadata, int end) throws InvalidDatabaseException {
        int bits = metadata.recordSize();
        if (bits != 24 && bits != 28 && bits != 32) {
            throw new InvalidDatabaseException("its records have " + bits + " bits, and not 24, 28 or 32");
        }
        int most = (end - SEPARATOR) / (bits / 4);
        if (metadata.nodeCount() < 1 || metadata.nodeCount() > most) {
            throw new InvalidDatabaseException("it has not the nodes that its metadata claim");
        }
        new MmdbTree(file, (int) metadata.nodeCount(), bits).requireTree(metadata.ipVersion() == 6);
    }

    private void requireTree(boolean isIpv6) throws InvalidDatabaseException {
        long ipv4 = isIpv6 ? ipv4Node() : nodes;
        var reached = new BitSet(nodes);
        reached.set(0);
        for (int node = 0; node < nodes; node++) {
            for (int side = 0; side < 2; side++) {
                long target = record(node, side);
                if (target < nodes && target != ipv4) {
                    if (reached.get((int) target)) {
                        throw new InvalidDatabaseException("its search tree leads to one node in two ways");
                    }
                    reached.set((int) target);
                }
            }
        }
    }

    /** Where 96 zero bits lead. */
    private long ipv4Node() {
        long node = 0;
        for (int i = 0; i < 96 && node < nodes; i++) {
            node = record((int) node, 0);
        }
        return node;
    }

    private long record(int node, int side) {
        int at = node * (recordBits / 4);
        return switch (recordBits) {
            case 24 -> number(at + 3 * side, 3);
            case 28 -> {
                int middle = file[at + 3] & 0xFF;
                long top = side == 0 ? middle >>> 4 : middle & 0xF;
                yield (top << 24) | number(at + 4 * side, 3);
            }
            default -> number(at + 4 * side, 4);
        };
    }

    private long number(int at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = (number << 8) | (file[at + i] & 0xFF);
        }
        return number;
    }
}
