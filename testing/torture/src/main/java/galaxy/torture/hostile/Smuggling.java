package galaxy.torture.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A request hidden in another one, where two readers of HTTP could disagree on where the first ends. It asks for a user that
 * nobody else asks for: if there is one afterwards, it was carried out.
 */
final class Smuggling extends RawAttack {
    private static final String TARGET = "/api/v1/internal/user-resolutions/by-email";
    private static final AtomicLong NUMBER = new AtomicLong();

    private final List<Trick> tricks = new ArrayList<>();
    private String user = "";

    /**
     * One way.
     *
     * @param carrier from the hidden request to the whole that carries it
     */
    private record Trick(String what, UnaryOperator<String> carrier) {}

    Smuggling(Arena arena) {
        super(arena);
        lengthsAndChunks();
        lengths();
        encodings();
        lines();
        chunks();
        targets();
    }

    private void lengthsAndChunks() {
        for (String encoding : List.of("chunked", "xchunked", "identity", "chunked, identity", "gzip, chunked", "")) {
            add("a length and the encoding '" + encoding + "'", hidden -> {
                String body = "0\r\n\r\n" + hidden;
                return head("Content-Length: " + body.length(), "Transfer-Encoding: " + encoding) + body;
            });
            add("the encoding '" + encoding + "' and a length", hidden -> {
                String body = "0\r\n\r\n" + hidden;
                return head("Transfer-Encoding: " + encoding, "Content-Length: 5") + body;
            });
        }
    }

    private void lengths() {
        for (String length : List.of(
                "+%d", "0x%x", " %d ,", "%d, %d", "-%d", "%d.0", "%d;", "0%o", "%d\u000b", "%d %d", "'%d'", "")) {
            add("the length " + length, hidden -> {
                int size = hidden.length();
                return head("Content-Length: " + length.formatted(size, size)) + hidden;
            });
        }
        add(
                "two lengths that differ",
                hidden -> head("Content-Length: 0", "Content-Length: " + hidden.length()) + hidden);
        add(
                "two lengths that differ, turned",
                hidden -> head("Content-Length: " + hidden.length(), "Content-Length: 0") + hidden);
        add(
                "the same length twice",
                hidden -> head("Content-Length: " + hidden.length(), "Content-Length: " + hidden.length()) + hidden);
        add("a length beyond any", hidden -> head("Content-Length: 18446744073709551616") + hidden);
        add("a length that wraps round", hidden -> head("Content-Length: " + (4294967296L + 2)) + "{}" + hidden);
        add(
                "a body of a GET",
                hidden -> "GET " + TARGET + " HTTP/1.1\r\nHost: galaxy\r\nContent-Length: " + hidden.length()
                        + "\r\n\r\n" + hidden);
    }

    private void encodings() {
        for (String header : List.of(
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:\u000bchunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked\u0000",
                "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding\u0000: chunked",
                "Transfer_Encoding: chunked",
                " Transfer-Encoding: chunked",
                "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding\n : chunked",
                "Transfer-Encoding :chunked")) {
            add("the header " + RestJudge.clip(header), hidden -> {
                String body = "0\r\n\r\n" + hidden;
                return head("Content-Length: " + body.length(), header) + body;
            });
        }
    }

    private void lines() {
        for (String header : List.of(
                "Content-Length : %d",
                "Content-Length\t: %d",
                "Content-Length:\r\n %d",
                "X: y\r\n Content-Length: %d",
                "X: y\r\n\tfolded\r\nContent-Length: %d",
                "Content-Length: %d\nX: y",
                "Content-Length: %d\rX: y",
                "X: y\u0000\r\nContent-Length: %d",
                "X\u0000: y\r\nContent-Length: %d",
                ": y\r\nContent-Length: %d",
                "no colon\r\nContent-Length: %d",
                "Content Length: %d\r\nContent-Length: %d",
                "Content-Length: %d\r\nContent-length: 0",
                "Content-Length: %d\r\nContent-Length : 0")) {
            add("the header " + RestJudge.clip(header), hidden -> {
                int size = hidden.length();
                return head(header.formatted(size, size)) + hidden;
            });
        }
        add(
                "a head that ends in bare LF",
                hidden -> "POST " + TARGET + " HTTP/1.1\nHost: galaxy\nContent-Length: " + hidden.length() + "\n\n"
                        + hidden);
        add(
                "a head that ends in LF LF",
                hidden -> head("X: y\n\n" + hidden.strip().replace("\r\n", "\n")) + "");
        add(
                "a head that ends in CR CR",
                hidden -> head("X: y\r\r" + hidden.strip().replace("\r\n", "\r")) + "");
    }

    private void chunks() {
        for (String size : List.of(
                "-1",
                "+0",
                "-0",
                "0x0",
                "0 0",
                "zz",
                "",
                " ",
                "ffffffffffffffffffffffff",
                "80000000",
                "7fffffffffffffff",
                "100000000",
                "00000000000000000000000001",
                "1\n",
                "5 ;a\nb",
                "1;\u0000",
                "0\n\n")) {
            add(
                    "a chunk of size " + RestJudge.clip(size),
                    hidden -> head("Transfer-Encoding: chunked") + size + "\r\n" + hidden);
            add(
                    "an empty chunk of size " + RestJudge.clip(size),
                    hidden -> head("Transfer-Encoding: chunked") + size + "\r\n\r\n" + hidden);
        }
        add(
                "a chunk that is longer than it says",
                hidden -> head("Transfer-Encoding: chunked") + "2\r\n{}" + "0\r\n\r\n" + hidden);
        add(
                "chunks that end in bare LF",
                hidden -> head("Transfer-Encoding: chunked") + "2\n{}\n" + Integer.toHexString(hidden.length()) + "\n"
                        + hidden + "\n0\n\n");
        for (String end : List.of("xx", "\n\n", "\r\r", "", "\n", " \r\n")) {
            add(
                    "a chunk that ends in '" + RestJudge.clip(end) + "'",
                    hidden -> head("Transfer-Encoding: chunked") + "2\r\n{}" + end + "0\r\n\r\n" + hidden);
        }
        add("a chunk that ends in bare LF", hidden -> head("Transfer-Encoding: chunked") + "2\r\n{}\n0\n\n" + hidden);
        add(
                "a trailer that is a length",
                hidden -> head("Transfer-Encoding: chunked") + Integer.toHexString(hidden.length()) + "\r\n" + hidden
                        + "\r\n0\r\nContent-Length: 1\r\n\r\n");
        add(
                "an extension with a line in it",
                hidden -> head("Transfer-Encoding: chunked") + Integer.toHexString(hidden.length()) + ";a=\"\r\n"
                        + hidden + "\r\n0\r\n\r\n");
    }

    private void targets() {
        for (String target : List.of(
                "http://galaxy" + TARGET,
                "http://elsewhere.invalid" + TARGET,
                "galaxy:80",
                "*",
                "//galaxy" + TARGET,
                TARGET + "%00",
                TARGET + "/../by-email",
                TARGET + "%2f..%2fby-email",
                TARGET + "%252e%252e",
                TARGET + "#fragment",
                TARGET + "?\u00ff",
                TARGET + " HTTP/1.1\r\nX: y\r\n\r\nGET /",
                "\\" + TARGET)) {
            add(
                    "the target " + RestJudge.clip(target),
                    hidden -> "POST " + target
                            + " HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\nContent-Length: "
                            + hidden.length() + "\r\n\r\n" + hidden);
        }
        add(
                "CONNECT",
                hidden -> "CONNECT galaxy:80 HTTP/1.1\r\nHost: galaxy\r\nContent-Length: " + hidden.length()
                        + "\r\n\r\n" + hidden);
        add(
                "an upgrade",
                hidden -> head("Connection: Upgrade", "Upgrade: h2c", "Content-Length: " + hidden.length()) + hidden);
        add("an expectation", hidden -> head("Expect: 100-continue", "Content-Length: " + hidden.length()) + hidden);
    }

    private void add(String what, UnaryOperator<String> carrier) {
        tricks.add(new Trick(what, carrier));
    }

    private static String head(String... headers) {
        return "POST " + TARGET + " HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n"
                + String.join("\r\n", headers) + "\r\n\r\n";
    }

    @Override
    public String name() {
        return "requests in requests";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        Trick trick = any(tricks, random);
        long number = NUMBER.incrementAndGet();
        String email = arena().mark().email();
        try (RestLine line = new RestLine(arena().prey().usersPort(), arena().patience())) {
            if (user.isEmpty()) {
                user = line.createUser(arena().mark().email());
            }
            String body = RestLine.ensureBody(email);
            String hidden = "POST /api/v1/internal/users/ensure-by-email HTTP/1.1\r\nHost: galaxy\r\n"
                    + "X-Request-Id: hidden-" + number + "\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            String next = "GET /api/v1/internal/users/" + user
                    + "/exists HTTP/1.1\r\nHost: galaxy\r\nX-Request-Id: next-" + number + "\r\n\r\n";
            List<HttpReply> replies = fire(Shot.of(trick.what, trick.carrier.apply(hidden) + next));
            checkReplies(trick, number, replies);
            checkTrace(trick, line.post(TARGET, "{\"email\":\"" + email + "\"}"));
        }
    }

    private void checkReplies(Trick trick, long number, List<HttpReply> replies) {
        for (HttpReply reply : replies) {
            String id = reply.header("X-Request-Id");
            arena().findings()
                    .check(
                            "no hidden request is answered",
                            // The head of one that is refused may be all of it.
                            !id.equals("hidden-" + number) || reply.status() == 400,
                            () -> trick.what + ": " + RestJudge.clip(replies.toString()));
            if (id.equals("next-" + number)) {
                arena().findings()
                        .check(
                                "the request after a hidden one is answered as itself",
                                reply.status() == 200 && reply.body().equals("{\"exists\":true}"),
                                () -> trick.what + ": " + RestJudge.clip(replies.toString()));
            }
        }
    }

    private void checkTrace(Trick trick, HttpReply reply) {
        arena().findings()
                .check(
                        "no hidden request is carried out",
                        reply.status() == 200 && reply.body().contains("\"creatable\""),
                        () -> trick.what + ": " + RestJudge.clip(reply.text()));
    }
}
