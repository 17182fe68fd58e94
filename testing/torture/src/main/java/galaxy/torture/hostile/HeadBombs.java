package galaxy.torture.hostile;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Heads that are too long, too many, without end, or not HTTP/1.1 at all; and framing that has no end. */
final class HeadBombs extends RawAttack {
    private static final String GET = "GET /api/v1/internal/users/usr_x/exists HTTP/1.1\r\nHost: galaxy\r\n";
    private static final String POST = GET.replace("GET", "POST").replace("usr_x/exists", "ensure-by-email");
    private static final String CHUNKED = POST + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final ByteString PIECE = ByteString.copyFromUtf8("a".repeat(64 * 1024));
    private static final ByteString HEADERS = ByteString.copyFromUtf8("A: b\r\n".repeat(10_000));
    private static final ByteString CHUNKS = ByteString.copyFromUtf8("1\r\na\r\n".repeat(10_000));
    private static final int MOST = 1000;

    private final List<Shot> shots = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    /** Something without an end. */
    private record Stream(String what, String head, ByteString piece) {}

    HeadBombs(Arena arena) {
        super(arena);
        String email = arena.mark().email();
        add("a long header", GET + "A: " + "a".repeat(17_000) + "\r\n\r\n");
        add("a long name of a header", GET + "a".repeat(17_000) + ": b\r\n\r\n");
        add("many headers", GET + "A: b\r\n".repeat(5_000) + "\r\n");
        add("many different headers", many());
        add("a header again", GET + "X-Request-Id: a\r\nX-Request-Id: " + email + "\r\n\r\n");
        add("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: " + email + "\r\n\r\n");
        add("no host", "GET / HTTP/1.1\r\n\r\n");
        add("a long line", "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
        add("a long query", "GET /api/v1/internal/users?" + "a=b&".repeat(2_500) + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
        add("a long method", "A".repeat(9_000) + " / HTTP/1.1\r\nHost: galaxy\r\n\r\n");
        add("a long version", "GET / HTTP/1.1" + "1".repeat(9_000) + "\r\nHost: galaxy\r\n\r\n");
        add("a long media type", typed("application/json;" + " ".repeat(8_000) + "charset=utf-8"));
        add("a media type that is slow to match", typed("application/json" + " ;".repeat(5_000)));
        add("HTTP/0.9", "GET /\r\n");
        add("HTTP/1.0", "GET /api/v1/internal/users HTTP/1.0\r\n\r\n");
        add("HTTP/1.2", "GET / HTTP/1.2\r\nHost: galaxy\r\n\r\n");
        add("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000");
        add(
                "an upgrade to HTTP/2",
                GET + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n");
        add(
                "an upgrade to a web socket",
                GET + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: AA==\r\n\r\n");
        add("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u0000".repeat(500));
        add("another protocol", "EHLO galaxy\r\nMAIL FROM:<" + email + ">\r\n\r\n");
        add("zeros", "\u0000".repeat(10_000));
        add("ends of lines", "\r\n".repeat(10_000));
        add("an expectation that is none", GET + "Expect: 200-ok\r\nContent-Length: 5\r\n\r\nhello");
        add("a body in pieces that are not closed", CHUNKED + "5\r\nhello");
        add("a long trailer", CHUNKED + "0\r\nA: " + "a".repeat(100_000) + "\r\n\r\n");
        add("many trailers", CHUNKED + "0\r\n" + "A: b\r\n".repeat(20_000) + "\r\n");
        add("a long extension of a chunk", CHUNKED + "1;" + "a".repeat(100_000) + "\r\n{\r\n0\r\n\r\n");
        add("10 000 chunks of a byte", CHUNKED + "1\r\n \r\n".repeat(10_000) + "0\r\n\r\n");
        streams.add(new Stream("a request line", "GET /", PIECE));
        streams.add(new Stream("a name of a header", GET, PIECE));
        streams.add(new Stream("a value of a header", GET + "A: ", PIECE));
        streams.add(new Stream("headers", GET, HEADERS));
        streams.add(new Stream("a size of a chunk", CHUNKED, ByteString.copyFromUtf8("0".repeat(64 * 1024))));
        streams.add(new Stream("an extension of a chunk", CHUNKED + "1;", PIECE));
        streams.add(new Stream("chunks", CHUNKED, CHUNKS));
        streams.add(new Stream("a trailer", CHUNKED + "0\r\nA: ", PIECE));
        streams.add(new Stream("trailers", CHUNKED + "0\r\n", HEADERS));
        streams.add(new Stream("a body", POST + "Content-Length: 999999999999\r\n\r\n", PIECE));
        streams.add(new Stream("nothing but ends of lines", "", ByteString.copyFromUtf8("\r\n".repeat(30_000))));
    }

    private void add(String what, String text) {
        shots.add(Shot.of(what, text));
    }

    private static String typed(String type) {
        return "POST /api/v1/internal/users/ensure-by-email HTTP/1.1\r\nHost: galaxy\r\nContent-Length: 2\r\nContent-Type: "
                + type + "\r\n\r\n{}";
    }

    private static String many() {
        StringBuilder text = new StringBuilder(GET);
        for (int i = 0; i < 3_000; i++) {
            text.append("H").append(i).append(": b\r\n");
        }
        return text.append("\r\n").toString();
    }

    @Override
    public String name() {
        return "heads and framing that burst";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        if (random.nextInt(4) == 0) {
            Stream stream = any(streams, random);
            pour(
                    "without end: " + stream.what,
                    stream.head.getBytes(StandardCharsets.US_ASCII),
                    stream.piece.toByteArray(),
                    MOST);
        } else {
            fire(any(shots, random));
        }
    }
}
