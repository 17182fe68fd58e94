package galaxy.torture.hostile;

import galaxy.torture.hostile.RawRpc.Volley;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Messages of gRPC that are too large, torn, or grow. */
final class RpcMessages {
    private static final String METHOD = "SetPublicProfile";
    private static final byte[] EMPTY = Http2.message(0, new byte[0]);

    private final List<Volley> volleys = new ArrayList<>();

    private RpcMessages() {
        sizes();
        protos();
        compressed();
    }

    static Attack of(Arena arena) {
        return new RawRpc(arena, "messages of gRPC that burst", new RpcMessages().volleys);
    }

    private void sizes() {
        for (int size : new int[] {65_536, 65_537, 262_144, 262_145, 4_194_304}) {
            message(
                    "a message of " + size + " bytes",
                    Http2.message(0, field(2, "a".repeat(size - 8).getBytes(StandardCharsets.US_ASCII))));
        }
        message("a length of 2 GB", Http2.message(0, Integer.MAX_VALUE, new byte[100]));
        message("a length below zero", Http2.message(0, -1, new byte[100]));
        message("less than it says", Http2.message(0, 5_000, new byte[100]));
        message("more than it says", Http2.message(0, 1, new byte[100]));
        message("half a prefix", new byte[] {0, 0, 0});
        message("no message", new byte[0]);
        message("two messages", join(EMPTY, EMPTY));
        message("1 000 messages", repeated(EMPTY, 1_000));
        message("an unknown flag", Http2.message(2, new byte[0]));
        message("a web trailer", Http2.message(128, new byte[0]));
    }

    private void protos() {
        proto("a varint without end", repeated(new byte[] {(byte) 0xff}, 60));
        proto("a length without end", join(new byte[] {0x0a}, repeated(new byte[] {(byte) 0xff}, 9), new byte[] {1}));
        proto("a field longer than the message", new byte[] {0x0a, 0x7f, 1, 2, 3});
        proto("deep unknown groups", repeated(new byte[] {0x7b}, 60_000));
        proto(
                "deep unknown groups that end",
                join(repeated(new byte[] {0x7b}, 20_000), repeated(new byte[] {0x7c}, 20_000)));
        proto("an end of a group that has not begun", new byte[] {0x7c});
        proto("the field 0", new byte[] {2, 1, 1});
        proto("an unknown wire type", new byte[] {0x0f});
        proto("many unknown fields", repeated(new byte[] {(byte) 0xf8, 0x07, 1}, 20_000));
        proto("a text that is no UTF-8", field(1, new byte[] {(byte) 0xff, (byte) 0xfe}));
        proto("a surrogate", field(1, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}));
        proto("a text with NUL", field(1, new byte[] {0}));
        proto("a number for a text", new byte[] {0x08, 1});
        proto("the same field 10 000 times", repeated(field(1, new byte[] {'a'}), 10_000));
    }

    private void compressed() {
        byte[] bomb = gzip(new byte[1024 * 1024], 150);
        String[] gzip = {"grpc-encoding", "gzip"};
        volley("150 MB as gzip", new Http2().begin().call(1, METHOD, gzip).last(1, Http2.message(1, bomb)), 1);
        byte[] some = gzip(new byte[300_000], 1);
        volley(
                "300 000 bytes as gzip",
                new Http2().begin().call(1, METHOD, gzip).last(1, Http2.message(1, some)),
                1);
        byte[] fits = gzip(field(2, new byte[0]), 1);
        volley("a little as gzip", new Http2().begin().call(1, METHOD, gzip).last(1, Http2.message(1, fits)), 1);
        volley(
                "torn gzip",
                new Http2().begin().call(1, METHOD, gzip).last(1, Http2.message(1, new byte[] {31, (byte) 139, 8, 0})),
                1);
        volley(
                "gzip that is none",
                new Http2().begin().call(1, METHOD, gzip).last(1, Http2.message(1, new byte[50])),
                1);
        volley("compressed with nothing", new Http2().begin().call(1, METHOD).last(1, Http2.message(1, fits)), 1);
        volley(
                "an unknown encoding",
                new Http2().begin().call(1, METHOD, "grpc-encoding", "zpaq").last(1, Http2.message(1, fits)),
                1);
    }

    private void proto(String what, byte[] content) {
        message(what, Http2.message(0, content));
    }

    private void message(String what, byte[] framed) {
        volley(what, new Http2().begin().call(1, METHOD).last(1, framed), 1);
    }

    private void volley(String what, Http2 frames, int answers) {
        byte[] bytes = frames.bytes();
        volleys.add(new Volley(what, () -> bytes, answers));
    }

    /** A field of the wire type for texts. */
    private static byte[] field(int number, byte[] value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number << 3 | 2);
        int rest = value.length;
        for (; rest >= 128; rest >>= 7) {
            out.write((rest & 127) | 128);
        }
        out.write(rest);
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] piece, int times) {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(small)) {
            for (int i = 0; i < times; i++) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] repeated(byte[] part, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
