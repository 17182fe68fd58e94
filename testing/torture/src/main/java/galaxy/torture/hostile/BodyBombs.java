package galaxy.torture.hostile;

import com.google.protobuf.ByteString;
import galaxy.torture.hostile.RestContract.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are small to send and dear to read, or no JSON at all, to every operation that takes one. */
final class BodyBombs extends RawAttack {
    private static final int MANY = 100_000;
    private static final int FAR_TOO_LARGE = 3_000_000;
    private static final int INFLATED = 64 * 1024 * 1024;

    private final List<Operation> operations;
    private final List<Bomb> bombs = new ArrayList<>();

    /**
     * One body.
     *
     * @param headers beside its length, each with its end of line
     */
    private record Bomb(String what, String headers, ByteString body) {}

    BodyBombs(Arena arena) {
        super(arena);
        operations = arena.contract().operations().stream()
                .filter(operation -> operation.example().isPresent())
                .toList();
        json("deep arrays", "[".repeat(MANY));
        json("deep arrays within the bound", "{\"email\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}");
        json("deep objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000));
        json("a number beyond any", "{\"value\":1e999999999}");
        json("a number below any", "{\"value\":-1e-999999999}");
        json("a million digits", "{\"value\":" + "9".repeat(1_000_000) + "}");
        json("as many digits as a body holds", "{\"value\":" + "9".repeat(65_000) + "}");
        json("a long fraction", "{\"value\":0." + "3".repeat(60_000) + "}");
        json("a huge text", "{\"email\":\"" + "a".repeat(FAR_TOO_LARGE) + "\"}");
        json("a text as large as a body", "{\"email\":\"" + "a".repeat(65_500) + "@b\"}");
        json("a text of escapes", "{\"email\":\"" + "\\u0000".repeat(10_000) + "\"}");
        json("a text of marks", "{\"race_name\":\"a" + "\\u0301".repeat(10_000) + "\"}");
        json("a name that grows when it is composed", "{\"race_name\":\"" + "\\ufdfa".repeat(10_000) + "\"}");
        json("the same key again", "{\"email\":\"a@b\",\"email\":\"c@d\"}");
        json("the same key 5 000 times", "{" + "\"email\":\"a@b\",".repeat(5_000) + "\"email\":\"a@b\"}");
        json("100 000 fields", fields(MANY));
        json("as many fields as a body holds", fields(5_000));
        json("fields with one hash", colliding());
        json("something after the object", "{\"email\":\"a@b\"}{\"email\":\"c@d\"}");
        json("a mark in an unknown field", "{\"" + arena.mark().email() + "\":1}");
        json("a mark of a wrong type", "{\"email\":[\"" + arena.mark().email() + "\"]}");
        json("a mark in torn JSON", "{\"email\":\"" + arena.mark().email());
        json("a byte order mark", "\ufeff{\"email\":\"a@b\"}");
        json("nothing", "");
        text("UTF-16", "{\"email\":\"a@b\"}", StandardCharsets.UTF_16);
        text("UTF-32", "{\"email\":\"a@b\"}", Charset.forName("UTF-32"));
        bytes("overlong", 0xC0, 0xAF);
        bytes("half a character", 0xE2, 0x82);
        bytes("a surrogate in UTF-8", 0xED, 0xA0, 0x80);
        bytes("beyond Unicode", 0xF5, 0x80, 0x80, 0x80);
        bytes("no UTF-8 at all", 0xFF, 0xFE);
        bytes("NUL", 0);
        compressed("gzip", inflating("gzip"));
        compressed("deflate", inflating("deflate"));
        compressed("gzip, gzip", inflating("gzip"));
        compressed("identity", "{}".getBytes(StandardCharsets.UTF_8));
        compressed("br", new byte[] {1, 2, 3});
    }

    private void json(String what, String text) {
        text(what, text, StandardCharsets.UTF_8);
    }

    private void text(String what, String text, Charset charset) {
        bombs.add(new Bomb(what, "", ByteString.copyFrom(text.getBytes(charset))));
    }

    private void bytes(String what, int... middle) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"email\":\"a@".getBytes(StandardCharsets.UTF_8));
        for (int each : middle) {
            body.write(each);
        }
        body.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
        bombs.add(new Bomb(what, "", ByteString.copyFrom(body.toByteArray())));
    }

    private void compressed(String coding, byte[] body) {
        bombs.add(
                new Bomb("encoded with " + coding, "Content-Encoding: " + coding + "\r\n", ByteString.copyFrom(body)));
    }

    private static byte[] inflating(String coding) {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(small) : new DeflaterOutputStream(small)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < INFLATED / zeros.length; i++) {
                out.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return small.toByteArray();
    }

    private static String fields(int count) {
        StringBuilder json = new StringBuilder("{\"a\":1");
        for (int i = 0; i < count; i++) {
            json.append(",\"k").append(i).append("\":1");
        }
        return json.append('}').toString();
    }

    /** The texts {@code Aa} and {@code BB} have one hash in Java, and so has whatever is made of them. */
    private static String colliding() {
        StringBuilder json = new StringBuilder("{\"a\":1");
        for (int i = 0; i < 2048; i++) {
            json.append(",\"");
            for (int bit = 0; bit < 11; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":1");
        }
        return json.append('}').toString();
    }

    @Override
    public String name() {
        return "bodies that burst";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        Operation operation = any(operations, random);
        Bomb bomb = any(bombs, random);
        boolean isChunked = random.nextInt(3) == 0;
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        write(
                request,
                "POST %s HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n%s%s\r\n\r\n"
                        .formatted(
                                operation.path().replace("{user_id}", "usr_00000000000000000000000000"),
                                bomb.headers,
                                isChunked ? "Transfer-Encoding: chunked" : "Content-Length: " + bomb.body.size()));
        if (isChunked && bomb.body.size() > 0) {
            write(request, Integer.toHexString(bomb.body.size()) + "\r\n");
        }
        request.writeBytes(bomb.body.toByteArray());
        write(request, isChunked ? (bomb.body.size() > 0 ? "\r\n" : "") + "0\r\n\r\n" : "");
        List<HttpReply> replies =
                fire(new Shot(operation.id() + ", " + bomb.what, ByteString.copyFrom(request.toByteArray())));
        boolean isRefused = replies.size() <= 1 && replies.stream().allMatch(reply -> reply.status() >= 400);
        arena().findings()
                .check(
                        "no body that is not the contract's is taken",
                        isRefused,
                        () -> operation.id() + ", " + bomb.what + ": " + RestJudge.clip(replies.toString()));
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
