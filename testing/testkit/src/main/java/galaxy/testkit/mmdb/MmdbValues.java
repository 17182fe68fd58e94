package galaxy.testkit.mmdb;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Values of the data section of a MaxMind DB file. */
public final class MmdbValues {
    /** A number of 64 bits without sign. */
    public record Uint64(long bits) {}

    /** A pointer of four bytes into the section. */
    public record Pointer(long target) {}

    /** Bytes that may be no value at all. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Raw(byte[] bytes) {}

    private MmdbValues() {}

    public static byte[] encode(Object value) {
        return switch (value) {
            case String text -> sized(2, text.getBytes(StandardCharsets.UTF_8));
            case Double number ->
                sized(3, ByteBuffer.allocate(8).putDouble(number).array());
            case Integer number -> sized(5, number(number, 2));
            case Long number -> sized(6, number(number, 4));
            case Uint64(long bits) -> sized(9, number(bits, 8));
            case BigInteger number -> sized(10, number.toByteArray());
            case Boolean flag -> control(14, flag ? 1 : 0);
            case byte[] bytes -> sized(4, bytes);
            case Pointer(long target) -> concat(bytes(0b0011_1000), number(target, 4));
            case Raw(byte[] bytes) -> bytes;
            case List<?> list -> {
                var all = new ByteArrayOutputStream();
                all.writeBytes(control(11, list.size()));
                list.forEach(each -> all.writeBytes(encode(each)));
                yield all.toByteArray();
            }
            case Map<?, ?> map -> {
                var all = new ByteArrayOutputStream();
                all.writeBytes(control(7, map.size()));
                map.forEach((key, each) -> {
                    all.writeBytes(encode(key));
                    all.writeBytes(encode(each));
                });
                yield all.toByteArray();
            }
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    private static byte[] sized(int type, byte[] content) {
        return concat(control(type, content.length), content);
    }

    /** The type and the size of a value, which its content follows. */
    public static byte[] control(int type, int size) {
        int small = size < 29 ? size : size < 285 ? 29 : size < 65_821 ? 30 : 31;
        byte[] rest = switch (small) {
            case 29 -> number(size - 29, 1);
            case 30 -> number(size - 285, 2);
            case 31 -> number(size - 65_821, 3);
            default -> new byte[0];
        };
        return type > 7 ? concat(bytes(small, type - 7), rest) : concat(bytes((type << 5) | small), rest);
    }

    public static byte[] number(long number, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
        return bytes;
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    public static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
