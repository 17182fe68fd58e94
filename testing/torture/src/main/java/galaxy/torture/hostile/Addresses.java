package galaxy.torture.hostile;

import com.google.protobuf.DynamicMessage;
import galaxy.torture.hostile.RpcContract.Call;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** E-mail addresses where they belong and everywhere else: whatever becomes of them, none may come out again. */
final class Addresses extends RawAttack implements AutoCloseable {
    /** What is not for addresses, so that one in it is refused. */
    private static final List<String> TEXTS = List.of("username", "token", "link_id", "page_token");

    private static final String API = "/api/v1/internal/";
    private static final List<String> BY_EMAIL = List.of(
            "users/ensure-by-email",
            "user-resolutions/by-email",
            "user-blocks/by-email",
            "user-blocks/by-email/remove",
            "user-lookups/by-email");

    private final RpcContract contract = new RpcContract();
    private final ManagedChannel channel;

    Addresses(Arena arena) {
        super(arena);
        channel = Grpc.newChannelBuilder(arena.prey().connections(), InsecureChannelCredentials.create())
                .build();
    }

    @Override
    public String name() {
        return "e-mail addresses everywhere";
    }

    @Override
    public void strike(RandomGenerator random) throws IOException {
        String email = arena().mark().email();
        String encoded = email.replace("@", "%40");
        String get = "GET " + API + "users/usr_x/exists HTTP/1.1\r\nHost: galaxy\r\n";
        for (String text : List.of(email, encoded)) {
            shoot("the path", "GET /" + text + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
            shoot("the user", "GET " + API + "users/" + text + "/account HTTP/1.1\r\nHost: galaxy\r\n\r\n");
            shoot("a page", "GET /docs/viewer/" + text + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
            shoot("a parameter", "GET " + API + "users?" + text + "=1 HTTP/1.1\r\nHost: galaxy\r\n\r\n");
            shoot("a parameter of a page", "GET /docs?" + text + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
            shoot("a value", "GET " + API + "users?page_token=" + text + " HTTP/1.1\r\nHost: galaxy\r\n\r\n");
        }
        shoot("the method", email + " / HTTP/1.1\r\nHost: galaxy\r\n\r\n");
        shoot("the host", "GET / HTTP/1.1\r\nHost: " + email + "\r\n\r\n");
        shoot("two hosts", "GET / HTTP/1.1\r\nHost: galaxy\r\nHost: " + email + "\r\n\r\n");
        shoot("the version", "GET / HTTP/1.1" + email + "\r\nHost: galaxy\r\n\r\n");
        shoot("another protocol", "MAIL FROM:<" + email + ">\r\n\r\n");
        shoot("a name of a header", get + email + ": b\r\n\r\n");
        for (String name : List.of(
                "X-Request-Id",
                "traceparent",
                "Authorization",
                "Cookie",
                "Idempotency-Key",
                "Expect",
                "Upgrade",
                "Connection",
                "Transfer-Encoding",
                "Content-Length",
                "Content-Encoding",
                "Forwarded")) {
            shoot("the header " + name, get + name + ": " + email + "\r\n\r\n");
            shoot(
                    "a post with the header " + name,
                    post("users/usr_x/profile", "{\"race_name\":\"Nova\"}", name + ": " + email + "\r\n"));
        }
        bodies(email);
        calls(email);
    }

    private void bodies(String email) throws IOException {
        String quoted = "\"" + email + "\"";
        for (String path : BY_EMAIL) {
            for (String body : List.of(
                    "{\"email\":" + quoted + "}",
                    "{\"email\":[" + quoted + "]}",
                    "{\"email\":" + quoted + "," + quoted + ":1}",
                    "{\"email\":" + quoted + ",\"email\":" + quoted + "}",
                    "{\"email\":\"" + email + "@\"}",
                    "{\"email\":" + quoted + ",\"reason_code\":" + quoted + ",\"actor\":{\"type\":" + quoted + "}}",
                    "{\"email\":" + quoted + ",\"registration_context\":{\"preferred_language\":" + quoted
                            + ",\"time_zone\":" + quoted + "}}",
                    "{\"email\":" + quoted
                            + ",\"reason_code\":\"abuse\",\"actor\":{\"type\":\"admin\",\"id\":\"ops-7\"}}",
                    RestLine.ensureBody(email),
                    quoted,
                    "{\"email\":\"" + email)) {
                shoot("a body", post(path, body, ""));
            }
        }
        for (String path : List.of("user-lookups/by-race-name", "users/usr_x/profile", "users/usr_x/settings")) {
            shoot("a name", post(path, "{\"race_name\":" + quoted + "}", ""));
            shoot("a zone", post(path, "{\"time_zone\":" + quoted + ",\"preferred_language\":" + quoted + "}", ""));
        }
    }

    private static String post(String path, String body, String header) {
        return "POST " + API + path + " HTTP/1.1\r\nHost: galaxy\r\nContent-Type: application/json\r\n" + header
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private void shoot(String what, String text) throws IOException {
        fire(Shot.of("an address as " + what, text));
    }

    private void calls(String email) {
        for (Call call : contract.calls()) {
            for (String text : TEXTS) {
                DynamicMessage request = call.request(Map.of(
                        "user_id",
                        "somebody",
                        "owner_user_id",
                        "somebody",
                        "request_id",
                        "some",
                        "name",
                        "Some",
                        text,
                        email));
                try {
                    call.send(channel, request);
                    arena().rpc().ok(name());
                } catch (StatusRuntimeException e) {
                    arena().rpc().findings(name(), call.name() + " " + text, e);
                }
            }
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
