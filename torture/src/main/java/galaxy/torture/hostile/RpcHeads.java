package galaxy.torture.hostile;

import galaxy.torture.hostile.RawRpc.Volley;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Heads of calls of gRPC: naughty, too long, too many, or not as they should be. */
final class RpcHeads {
    private static final String METHOD = "SetPublicProfile";
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
            head(
                    "the type " + type,
                    ":method",
                    "POST",
                    ":scheme",
                    "http",
                    ":path",
                    "/a/b",
                    ":authority",
                    "g",
                    "content-type",
                    type,
                    "te",
                    "trailers");
        }
        head("no type", ":method", "POST", ":scheme", "http", ":path", "/a/b", ":authority", "g", "te", "trailers");
        head(
                "GET",
                ":method",
                "GET",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                ":authority",
                "g",
                "content-type",
                "application/grpc");
        head("no method", ":scheme", "http", ":path", "/a/b", ":authority", "g", "content-type", "application/grpc");
        head("no path", ":method", "POST", ":scheme", "http", ":authority", "g", "content-type", "application/grpc");
        head(
                "a path twice",
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                ":path",
                "/c/d",
                "content-type",
                "application/grpc");
        head(
                "large letters",
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                "Content-Type",
                "application/grpc");
        head(
                "a connection header",
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                "content-type",
                "application/grpc",
                "connection",
                "close",
                "transfer-encoding",
                "chunked");
        head(
                "a length that differs",
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                "content-type",
                "application/grpc",
                "content-length",
                "1");
        head("an address as name", ":method", "POST", ":scheme", "http", ":path", "/a/b", email, "b");
        head(
                "an address in capitals",
                ":method",
                "POST",
                ":scheme",
                "http",
                ":path",
                "/a/b",
                email.toUpperCase(Locale.ROOT),
                "b");
        head("an address as pseudo header", ":" + email, "b");
        head(
                "an address as value of what is ours",
                ":method",
                email,
                ":scheme",
                email,
                ":path",
                "/a/b",
                ":authority",
                email,
                "content-type",
                "application/grpc");
        head("nothing");
    }

    private void head(String what, String... pairs) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < pairs.length; i += 2) {
            Http2.literal(block, pairs[i], pairs[i + 1]);
        }
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
