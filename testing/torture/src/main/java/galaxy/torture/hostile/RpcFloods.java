package galaxy.torture.hostile;

import galaxy.torture.hostile.RawRpc.Volley;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Frames of HTTP/2 in masses, in wrong order or without sense, and other protocols on the gRPC port. */
final class RpcFloods {
    private static final String METHOD = "GetUsername";
    private static final byte[] ASKED = Http2.message(0, new byte[] {0x0a, 1, 'a'});
    private static final byte[] NOTHING = new byte[0];

    private final List<Volley> volleys = new ArrayList<>();

    private RpcFloods(Mark mark) {
        streams();
        floods();
        tables();
        nonsense();
        others(mark.email());
    }

    static Attack of(Arena arena) {
        return new RawRpc(arena, "floods and nonsense on the gRPC port", new RpcFloods(arena.mark()).volleys);
    }

    private void streams() {
        Http2 open = new Http2().begin();
        Http2 begun = new Http2().begin();
        Http2 resets = new Http2().begin();
        Http2 late = new Http2().begin();
        Http2 closed = new Http2().begin().frame(Http2.SETTINGS, 0, 0, setting(4, 0));
        for (int i = 0; i < 2_500; i++) {
            int stream = 2 * i + 1;
            open.call(stream, METHOD);
            begun.call(stream, METHOD).data(stream, 0, Http2.message(0, 500, new byte[10]));
            if (i < 1_000) {
                resets.call(stream, METHOD).reset(stream);
            }
            if (i < 150) {
                late.call(stream, METHOD).last(stream, ASKED).reset(stream);
                closed.call(stream, METHOD).last(stream, ASKED);
            }
        }
        add("2 500 streams left open", open, 2_000);
        add("2 500 messages left half", begun, 2_000);
        add("1 000 streams opened and reset", resets, 1);
        add("150 calls that are cancelled at once", late, 150);
        add("150 answers that are not taken", closed, 150);
    }

    private void floods() {
        add("pings", repeated(Http2.PING, new byte[8], 5_000), 1);
        add("settings", repeated(Http2.SETTINGS, NOTHING, 3_000), 1);
        add("settings of windows", repeated(Http2.SETTINGS, setting(4, 65_535), 3_000), 1);
        add("windows", repeated(Http2.WINDOW_UPDATE, Http2.number(1), 3_000), 1);
        add("priorities", repeated(Http2.PRIORITY, new byte[] {0, 0, 0, 3, 1}, 3_000), 1);
        add("frames of no known type", repeated(99, new byte[100], 3_000), 1);
        Http2 empty = new Http2().begin().call(1, METHOD);
        Http2 continued = new Http2().begin().frame(Http2.HEADERS, 0, 1, Http2.block("/a/b"));
        Http2 nothing = new Http2().begin().frame(Http2.HEADERS, 0, 1, NOTHING);
        for (int i = 0; i < 3_000; i++) {
            empty.frame(Http2.DATA, 0, 1, NOTHING);
            nothing.frame(Http2.CONTINUATION, 0, 1, NOTHING);
            if (i < 500) {
                continued.frame(Http2.CONTINUATION, 0, 1, large());
            }
        }
        add("empty data", empty, 1);
        add("a head that goes on and on", continued, 1);
        add("a head that goes on with nothing", nothing, 1);
    }

    private static byte[] large() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        Http2.literal(block, "x-long", "a".repeat(10_000));
        return block.toByteArray();
    }

    /** What is said once and then pointed at ten thousand times. */
    private void tables() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(Http2.block("/connections.v1.ConnectionsService/" + METHOD));
        block.write(0x40);
        Http2.text(block, "x-long");
        Http2.text(block, "a".repeat(3_900));
        for (int i = 0; i < 10_000; i++) {
            block.write(0x80 | 62);
        }
        add(
                "a header said once and meant often",
                new Http2().begin().headers(1, block.toByteArray()).last(1, ASKED),
                1);
        add(
                "a header that was never said",
                new Http2().begin().headers(1, new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f}),
                1);
        add("the header 0", new Http2().begin().headers(1, new byte[] {(byte) 0x80}), 1);
        add(
                "letters that are none",
                new Http2().begin().headers(1, new byte[] {0, (byte) 0x85, -1, -1, -1, -1, -1}),
                1);
        add(
                "a table beyond any",
                new Http2().begin().headers(1, new byte[] {0x3f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f}),
                1);
        add(
                "a length beyond the block",
                new Http2().begin().headers(1, new byte[] {0, 0x7f, (byte) 0xff, (byte) 0xff, 0x7f}),
                1);
    }

    private void nonsense() {
        add("data before a head", new Http2().begin().last(1, ASKED), 1);
        add("data on the connection", new Http2().begin().last(0, ASKED), 1);
        add("a reset of nothing", new Http2().begin().reset(7), 1);
        add("a stream of ours", new Http2().begin().call(2, METHOD).last(2, ASKED), 1);
        add(
                "streams backwards",
                new Http2()
                        .begin()
                        .call(9, METHOD)
                        .last(9, ASKED)
                        .call(5, METHOD)
                        .last(5, ASKED),
                2);
        add(
                "a stream again",
                new Http2()
                        .begin()
                        .call(1, METHOD)
                        .last(1, ASKED)
                        .call(1, METHOD)
                        .last(1, ASKED),
                2);
        add(
                "a window of nothing",
                new Http2().begin().call(1, METHOD).frame(Http2.WINDOW_UPDATE, 0, 1, Http2.number(0)),
                1);
        add(
                "a window beyond any",
                new Http2().begin().frame(Http2.WINDOW_UPDATE, 0, 0, Http2.number(Integer.MAX_VALUE)),
                1);
        add("a setting beyond any", new Http2().begin().frame(Http2.SETTINGS, 0, 0, setting(4, -1)), 1);
        add(
                "a huge table",
                new Http2()
                        .begin()
                        .frame(Http2.SETTINGS, 0, 0, setting(1, -1))
                        .call(1, METHOD)
                        .last(1, ASKED),
                1);
        add("tiny frames only", new Http2().begin().frame(Http2.SETTINGS, 0, 0, setting(5, 1)), 1);
        add("a promise", new Http2().begin().frame(Http2.PUSH_PROMISE, 4, 1, new byte[8]), 1);
        add(
                "a farewell and then calls",
                new Http2()
                        .begin()
                        .frame(Http2.GOAWAY, 0, 0, new byte[8])
                        .call(1, METHOD)
                        .last(1, ASKED),
                1);
        add("farewells", repeated(Http2.GOAWAY, new byte[8], 2_000), 1);
        add("a frame that is too large", new Http2().begin().frame(Http2.DATA, 0, 1, new byte[100_000]), 1);
        add(
                "padding beyond the frame",
                new Http2().begin().frame(Http2.HEADERS, 12, 1, new byte[] {(byte) 0xff, 0}),
                1);
        add(
                "no settings",
                new Http2()
                        .raw("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                        .call(1, METHOD)
                        .last(1, ASKED),
                1);
        add("half a beginning", new Http2().raw("PRI * HTTP/2.0\r\n\r\nS".getBytes(StandardCharsets.US_ASCII)), 1);
    }

    private void others(String email) {
        for (String text : List.of(
                "GET / HTTP/1.1\r\nHost: galaxy\r\n\r\n",
                "POST /connections.v1.ConnectionsService/GetUsername HTTP/1.1\r\nHost: " + email
                        + "\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0",
                "GET / HTTP/1.1\r\nHost: galaxy\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
                "PING\r\n",
                "\0".repeat(10_000),
                email + "\r\n")) {
            add(
                    "another protocol: " + RestJudge.clip(text),
                    new Http2().raw(text.getBytes(StandardCharsets.ISO_8859_1)),
                    1);
        }
    }

    private static byte[] setting(int name, int value) {
        ByteArrayOutputStream setting = new ByteArrayOutputStream();
        setting.write(0);
        setting.write(name);
        setting.writeBytes(Http2.number(value));
        return setting.toByteArray();
    }

    private static Http2 repeated(int type, byte[] payload, int times) {
        Http2 frames = new Http2().begin();
        int stream = type == Http2.PRIORITY ? 1 : 0;
        for (int i = 0; i < times; i++) {
            frames.frame(type, 0, stream, payload);
        }
        return frames;
    }

    private void add(String what, Http2 frames, int answers) {
        byte[] bytes = frames.bytes();
        volleys.add(new Volley(what, () -> bytes, answers));
    }
}
