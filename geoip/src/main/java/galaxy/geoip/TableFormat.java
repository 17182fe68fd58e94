package galaxy.geoip;

import galaxy.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The file of a table: gzip of, big-endian, {@code GALAXYGEO1\n}; int64 built, in seconds of the epoch; uint16 length and
 * UTF-8 of the source line; uint8 count of codes, two letters each; uint32 n4 and n4 LEB128 differences of IPv4 starts (the
 * first from 0); uint32 n6 and likewise the upper 64 bits of IPv6 starts; n4 + n6 indexes of codes, a byte each, where 0 is
 * unknown and 1 the first code; SHA-256 of all before.
 */
public final class TableFormat {
    private static final byte[] MAGIC = "GALAXYGEO1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST = 32;
    private static final int BUFFER = 1 << 16;

    private TableFormat() {}

    /** Writes the table; the stream stays open. The same table gives the same bytes with one version of zlib. */
    public static void write(CountryTable table, OutputStream out) throws IOException {
        byte[] content = content(table);
        var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
        gzip.write(content);
        gzip.write(Sha256.of(content));
        gzip.finish();
    }

    private static byte[] content(CountryTable table) throws IOException {
        CountryTable.Ranges ranges = table.ranges();
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.write(MAGIC);
        out.writeLong(table.info().built().getEpochSecond());
        byte[] source = table.info().source().getBytes(StandardCharsets.UTF_8);
        if (source.length > 0xFFFF) {
            throw new IOException("the source line takes more than 65535 bytes");
        }
        out.writeShort(source.length);
        out.write(source);
        out.writeByte(ranges.codes().size());
        for (String code : ranges.codes()) {
            out.write(code.getBytes(StandardCharsets.US_ASCII));
        }
        out.writeInt(ranges.ipv4Keys().length);
        long last = 0;
        for (int key : ranges.ipv4Keys()) {
            long start = Integer.toUnsignedLong(CountryTable.key(key));
            writeNumber(out, start - last);
            last = start;
        }
        out.writeInt(ranges.ipv6Keys().length);
        last = 0;
        for (long key : ranges.ipv6Keys()) {
            long start = CountryTable.key(key);
            writeNumber(out, start - last);
            last = start;
        }
        out.write(ranges.indexes());
        return bytes.toByteArray();
    }

    private static void writeNumber(OutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /**
     * Reads a table to the end of the stream, and checks it.
     *
     * @throws IOException when it is not one, or is damaged
     */
    public static CountryTable read(InputStream in) throws IOException {
        byte[] file = unpacked(in);
        int length = file.length - DIGEST;
        byte[] content = Arrays.copyOf(file, Math.max(0, length));
        if (length >= 0 && !Arrays.equals(Sha256.of(content), Arrays.copyOfRange(file, length, file.length))) {
            throw new IOException("damaged table of countries: its checksum differs");
        }
        return read(file);
    }

    /**
     * Reads the table of the program, without its SHA-256, which takes as long as all the rest: gzip and the jar have checksums
     * of their own, and a test checks this one.
     *
     * @throws IOException as {@link #read}
     */
    static CountryTable readBundled(InputStream in) throws IOException {
        return read(unpacked(in));
    }

    private static byte[] unpacked(InputStream in) throws IOException {
        return new GZIPInputStream(in, BUFFER).readAllBytes();
    }

    private static CountryTable read(byte[] file) throws IOException {
        int length = file.length - DIGEST;
        if (length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(file, MAGIC.length))) {
            throw new IOException("not a table of countries");
        }
        try {
            return read(ByteBuffer.wrap(file, 0, length).position(MAGIC.length));
        } catch (BufferUnderflowException e) {
            throw new IOException("damaged table of countries: it ends too early", e);
        }
    }

    private static CountryTable read(ByteBuffer content) throws IOException {
        Instant built = Instant.ofEpochSecond(content.getLong());
        String source = text(content, Short.toUnsignedInt(content.getShort()), StandardCharsets.UTF_8);
        List<String> codes = new ArrayList<>();
        for (int left = Byte.toUnsignedInt(content.get()); left > 0; left--) {
            codes.add(text(content, 2, StandardCharsets.US_ASCII));
        }
        int[] ipv4Keys = new int[count(content)];
        var numbers = new Numbers(content);
        long start = 0;
        for (int i = 0; i < ipv4Keys.length; i++) {
            start += numbers.next();
            ipv4Keys[i] = CountryTable.key((int) start);
            requireOrder(i == 0 || ipv4Keys[i - 1] < ipv4Keys[i]);
        }
        content.position(numbers.at);
        long[] ipv6Keys = new long[count(content)];
        numbers = new Numbers(content);
        start = 0;
        for (int i = 0; i < ipv6Keys.length; i++) {
            start += numbers.next();
            ipv6Keys[i] = CountryTable.key(start);
            requireOrder(i == 0 || ipv6Keys[i - 1] < ipv6Keys[i]);
        }
        content.position(numbers.at);
        byte[] indexes = new byte[ipv4Keys.length + ipv6Keys.length];
        content.get(indexes);
        if (content.hasRemaining()) {
            throw new IOException("damaged table of countries: it is too long");
        }
        return new CountryTable(source, built, new CountryTable.Ranges(codes, ipv4Keys, ipv6Keys, indexes));
    }

    private static void requireOrder(boolean isOrdered) throws IOException {
        if (!isOrdered) {
            throw new IOException("damaged table of countries: its ranges are not in order");
        }
    }

    private static String text(ByteBuffer content, int length, Charset charset) {
        byte[] bytes = new byte[length];
        content.get(bytes);
        return new String(bytes, charset);
    }

    /** A count of ranges, each of which takes a byte or more. */
    private static int count(ByteBuffer content) throws IOException {
        int count = content.getInt();
        if (count < 0 || count > content.remaining()) {
            throw new IOException("damaged table of countries: more ranges than bytes");
        }
        return count;
    }

    /** Numbers from the position of a buffer on. There are many, and they are read before this is compiled. */
    private static final class Numbers {
        private final byte[] bytes;
        private final int offset;
        private final int end;
        private int at;

        Numbers(ByteBuffer content) {
            this.bytes = content.array();
            this.offset = content.arrayOffset();
            this.end = content.limit();
            this.at = content.position();
        }

        long next() {
            long number = 0;
            for (int shift = 0; shift < 70; shift += 7) {
                if (at == end) {
                    throw new BufferUnderflowException();
                }
                byte next = bytes[offset + at++];
                number |= (long) (next & 0x7F) << shift;
                if (next >= 0) {
                    break;
                }
            }
            return number;
        }
    }
}
