package galaxy.bench;

import io.helidon.common.socket.SocketOptions;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/**
 * The least that a server of ours can do for a read: the same HTTP server and Redis client as the service has, one {@code GET},
 * a fixed body. Arguments: the Redis URI, the key, the size of the body.
 */
final class BareServer {
    private static final Header JSON = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

    private BareServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        var redis = RedisClient.create(arguments[0])
                .connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .async();
        String key = arguments[1];
        byte[] body = "x".repeat(Integer.parseInt(arguments[2])).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        WebServer server = WebServer.builder()
                .address(InetAddress.getLoopbackAddress())
                .port(0)
                .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                .routing(HttpRouting.builder().get("/bare", (request, response) -> {
                    if (redis.get(key).get(1, TimeUnit.SECONDS) == null) {
                        throw new IllegalStateException("the key is gone");
                    }
                    response.header(JSON).send(body);
                }))
                .build()
                .start();
        System.out.println("listening on " + server.port());
        Thread.currentThread().join();
    }
}
