package galaxy.torture.hostile;

import galaxy.torture.hostile.RawRpc.Volley;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Heads of calls of gRPC: naughty, too long, too many, or not as they should be. */
final class RpcHeads {
    private static final String METHOD = "SetPublicProfile";
    private static final List<String> POST = List.of(":method POST", ":scheme http", ":path /a/b");
    private static final String GRPC = "content-type application/grpc";
    private static final byte[] EMPTY = Http2.message(0, new byte[0]);

    private final List<Volley> volleys = new ArrayList<>();

    private RpcHeads(Mark mark) {
        metadata(mark.email());
        heads(mark.email());
    }

    static Attack of(Arena arena) {
        return new RawRpc(arena, "metadata and heads of gRPC that burst", new RpcHeads(arena.mark()).volleys);
    }

    private void metadata(String email) {
        for (String text : NaughtyStrings.all()) {
            if (JsonText.isWhole(text)) {
                volley(
                        "metadata: " + RestJudge.clip(text),
                        () -> new Http2()
                                .begin()
                                .call(
                                        1,
                                        METHOD,
                                        "x-request-id",
                                        text,
                                        "traceparent",
                                        text,
                                        "authorization",
                                        text,
                                        "x-other",
                                        text)
                                .last(1, EMPTY)
                                .bytes(),
                        1);
            }
        }
        for (String timeout : List.of("1n", "0n", "0S", "99999999H", "999999999H", "-1S", "1x", "", "1", email)) {
            metadata("the timeout '" + timeout + "'", "grpc-timeout", timeout);
        }
        metadata("long metadata", "x-long", "a".repeat(20_000));
        metadata("a long name", "a".repeat(20_000), "b");
        metadata("metadata of 1 MB", "x-long", "a".repeat(1_000_000));
        metadata(
                "an address",
                "x-request-id",
                email,
                "traceparent",
                email,
                "authorization",
                "Bearer " + email,
                "x-" + email,
                email);
        metadata("binary metadata that is none", "x-other-bin", "***", "grpc-status-details-bin", email);
        String[] many = new String[6_000];
        Arrays.setAll(many, i -> i % 2 == 0 ? "x-" + i : "b");
        metadata("many metadata", many);
        metadata("statuses", "grpc-status", "0", "grpc-message", email, ":status", "200");
    }

    private void metadata(String what, String... pairs) {
        volley(what, new Http2().begin().call(1, METHOD, pairs).last(1, EMPTY), 1);
    }

    private void heads(String email) {
        for (String path : List.of(
                "/",
                "",
                "*",
                "/connections.v1.ConnectionsService",
                "/connections.v1.ConnectionsService/",
                "/" + email + "/" + email,
                "/connections.v1.ConnectionsService/" + email,
                "/../connections.v1.ConnectionsService/GetUsername",
                "/CONNECTIONS.V1.ConnectionsService/GetUsername",
                "/grpc.health.v1.Health/Check",
                "/grpc.health.v1.Health/Watch",
                "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
                "connections.v1.ConnectionsService/GetUsername",
                "/connections.v1.ConnectionsService/GetUsername?a=b",
                "/" + "a/".repeat(3_000))) {
            volley(
                    "the path " + RestJudge.clip(path),
                    new Http2().begin().headers(1, Http2.block(path)).last(1, EMPTY),
                    1);
        }
        for (String type :
                List.of("application/json", "application/grpc-web", "application/grpc+json", "text/plain", "", email)) {
            head("the type " + type, POST, ":authority g", "content-type " + type, "te trailers");
        }
        head("no type", POST, ":authority g", "te trailers");
        head("GET", List.of(":method GET", ":scheme http", ":path /a/b"), ":authority g", GRPC);
        head("no method", List.of(":scheme http", ":path /a/b"), ":authority g", GRPC);
        head("no path", List.of(":method POST", ":scheme http"), ":authority g", GRPC);
        head("a path twice", POST, ":path /c/d", GRPC);
        head("large letters", POST, "Content-Type application/grpc");
        head("a connection header", POST, GRPC, "connection close", "transfer-encoding chunked");
        head("a length that differs", POST, GRPC, "content-length 1");
        head("an address as name", POST, email + " b");
        head("an address in capitals", POST, email.toUpperCase(Locale.ROOT) + " b");
        head("an address as pseudo header", List.of(), ":" + email + " b");
        head(
                "an address as value of what is ours",
                List.of(":method " + email, ":scheme " + email, ":path /a/b"),
                ":authority " + email,
                GRPC);
        head("nothing", List.of());
    }

    /** Each line is a name, a space and a value. */
    private void head(String what, List<String> first, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        Stream.concat(first.stream(), Stream.of(more)).forEach(line -> {
            int space = line.indexOf(' ');
            Http2.literal(block, line.substring(0, space), line.substring(space + 1));
        });
        volley(what, new Http2().begin().headers(1, block.toByteArray()).last(1, EMPTY), 1);
    }

    private void volley(String what, Http2 frames, int answers) {
        byte[] bytes = frames.bytes();
        volley(what, () -> bytes, answers);
    }

    private void volley(String what, Supplier<byte[]> bytes, int answers) {
        volleys.add(new Volley(what, bytes, answers));
    }
}
