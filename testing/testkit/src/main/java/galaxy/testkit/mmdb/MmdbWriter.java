package galaxy.testkit.mmdb;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes MaxMind DB files, good ones and, part by part, bad ones. */
public final class MmdbWriter {
    public static final byte[] MARKER =
            MmdbValues.bytes(0xAB, 0xCD, 0xEF, 'M', 'a', 'x', 'M', 'i', 'n', 'd', '.', 'c', 'o', 'm');

    private final int recordBits;
    private final int ipVersion;
    private final Node root = new Node();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Map<Object, Integer> offsets = new HashMap<>();
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    /** A node of the tree; a side is a node, the offset of a record, or nothing. */
    private static final class Node {
        private final @Nullable Object[] sides = new Object[2];
    }

    public MmdbWriter(int recordBits, int ipVersion) {
        this.recordBits = recordBits;
        this.ipVersion = ipVersion;
        metadata.put("binary_format_major_version", 2);
        metadata.put("binary_format_minor_version", 0);
        metadata.put("build_epoch", new MmdbValues.Uint64(1_781_725_900L));
        metadata.put("database_type", "Test-Country");
        metadata.put("description", Map.of("en", "of a test"));
        metadata.put("ip_version", ipVersion);
        metadata.put("languages", List.of("en"));
    }

    /** A file with a record for each of some networks, which may be parts of others. */
    public static byte[] of(Map<String, ?> records) {
        var writer = new MmdbWriter(24, 6);
        records.entrySet().stream()
                .sorted(Comparator.comparingInt(record -> prefix(record.getKey())))
                .forEach(record -> writer.add(record.getKey(), record.getValue()));
        return writer.bytes();
    }

    /** Networks in which a country is named as most databases do. */
    public static Map<String, Object> country(String code) {
        return Map.of("country", Map.of("iso_code", code));
    }

    /**
     * Gives a network its record.
     *
     * @param network {@code 192.0.2.0/24} or {@code 2001:db8::/32}; it replaces what is below it
     */
    public MmdbWriter add(String network, Object record) {
        put(network, offset(record));
        return this;
    }

    private int offset(Object record) {
        return offsets.computeIfAbsent(record, value -> {
            int offset = data.size();
            data.writeBytes(MmdbValues.encode(value));
            return offset;
        });
    }

    /** Lets a block of IPv6 lead to all IPv4 addresses. */
    public MmdbWriter alias(String network) {
        put(network, ipv4());
        return this;
    }

    public MmdbWriter metadata(String key, Object value) {
        metadata.put(key, value);
        return this;
    }

    public MmdbWriter without(String key) {
        metadata.remove(key);
        return this;
    }

    private void put(String network, Object target) {
        boolean isBelow = ipVersion == 6 && !network.contains(":");
        put(isBelow ? ipv4() : root, network, target);
    }

    private Node ipv4() {
        Node node = root;
        for (int i = 0; i < 96; i++) {
            node = below(node, 0);
        }
        return node;
    }

    private static void put(Node top, String network, Object target) {
        byte[] address = address(network.split("/", -1)[0]);
        int prefix = prefix(network);
        Node node = top;
        for (int i = 0; i < prefix - 1; i++) {
            node = below(node, bit(address, i));
        }
        node.sides[prefix == 0 ? 0 : bit(address, prefix - 1)] = target;
        if (prefix == 0) {
            node.sides[1] = target;
        }
    }

    private static int prefix(String network) {
        return Integer.parseInt(network.split("/", -1)[1]);
    }

    /** Java reads the text of a mapped address as an IPv4 one. */
    private static byte[] address(String text) {
        byte[] address = InetAddress.ofLiteral(text).getAddress();
        return text.contains(":") && address.length == 4
                ? MmdbValues.concat(new byte[10], MmdbValues.bytes(0xFF, 0xFF), address)
                : address;
    }

    private static int bit(byte[] address, int index) {
        return address[index / 8] >> (7 - index % 8) & 1;
    }

    /** The next node; the record of a larger network goes to both of its halves. */
    private static Node below(Node node, int side) {
        if (node.sides[side] instanceof Node next) {
            return next;
        }
        var next = new Node();
        next.sides[0] = node.sides[side];
        next.sides[1] = node.sides[side];
        node.sides[side] = next;
        return next;
    }

    public byte[] bytes() {
        List<Node> nodes = new ArrayList<>();
        Map<Node, Integer> numbers = new HashMap<>();
        number(root, nodes, numbers);
        long[][] records = nodes.stream()
                .map(node -> new long[] {record(node.sides[0], numbers), record(node.sides[1], numbers)})
                .toArray(long[][]::new);
        return assemble(recordBits, records, data.toByteArray(), metadata);
    }

    private static void number(Node node, List<Node> nodes, Map<Node, Integer> numbers) {
        if (numbers.putIfAbsent(node, nodes.size()) == null) {
            nodes.add(node);
            for (Object side : node.sides) {
                if (side instanceof Node next) {
                    number(next, nodes, numbers);
                }
            }
        }
    }

    private static long record(@Nullable Object side, Map<Node, Integer> numbers) {
        return switch (side) {
            case null -> numbers.size();
            case Node node -> (long) numbers.getOrDefault(node, -1);
            case Integer offset -> numbers.size() + 16L + offset;
            default -> throw new IllegalArgumentException(side.toString());
        };
    }

    /** A file of raw parts. {@code node_count} and {@code record_size} are added to the metadata that lack them. */
    public static byte[] assemble(int recordBits, long[][] nodes, byte[] data, Map<String, Object> metadata) {
        var file = new ByteArrayOutputStream();
        for (long[] node : nodes) {
            file.writeBytes(node(recordBits, node[0], node[1]));
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data);
        file.writeBytes(MARKER);
        Map<String, Object> whole =
                new LinkedHashMap<>(Map.of("node_count", (long) nodes.length, "record_size", recordBits));
        whole.putAll(metadata);
        file.writeBytes(MmdbValues.encode(whole));
        return file.toByteArray();
    }

    private static byte[] node(int recordBits, long left, long right) {
        return switch (recordBits) {
            case 24 -> MmdbValues.concat(MmdbValues.number(left, 3), MmdbValues.number(right, 3));
            case 28 ->
                MmdbValues.concat(
                        MmdbValues.number(left, 3),
                        MmdbValues.bytes((int) ((left >>> 24 << 4) | (right >>> 24))),
                        MmdbValues.number(right, 3));
            default -> MmdbValues.concat(MmdbValues.number(left, 4), MmdbValues.number(right, 4));
        };
    }
}
