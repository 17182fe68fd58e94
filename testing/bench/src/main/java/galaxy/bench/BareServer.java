package galaxy.bench;

import galaxy.chassis.grpc.GrpcServer;
import galaxy.chassis.grpc.RpcApi;
import galaxy.chassis.http.HttpApi;
import galaxy.chassis.http.HttpServer;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.http.Routes;
import galaxy.chassis.identity.Access;
import galaxy.chassis.identity.Callers;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.settings.SettingSources;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.HttpMetrics;
import galaxy.chassis.telemetry.LogFormat;
import galaxy.chassis.telemetry.LogLevel;
import galaxy.chassis.telemetry.LogSettings;
import galaxy.chassis.telemetry.Logging;
import galaxy.chassis.telemetry.RequestId;
import galaxy.chassis.telemetry.RpcMetrics;
import galaxy.store.OpenStore;
import galaxy.store.StoreSettings;
import galaxy.testkit.JvmProcess;
import galaxy.testkit.PackagedGalaxy;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Routes and a method that read one key and respond with a fixed body: a route of Galaxy's HTTP server, which checks, counts
 * and logs each request; a method of Galaxy's gRPC server, which does the same; a route on the libraries alone; and one that
 * also sends the commit script. Arguments: the Redis URI, the key, the size of the body.
 */
final class BareServer {
    /** The path of the routes, as long as that of an account. */
    static final String PATH = "/api/v1/internal/users/usr_00000000000000000000000000/account";

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField REQUEST_ID =
            new PreEncodedHttpField(RequestId.HEADER, "0123456789abcdef0123456789abcdef");

    private BareServer() {}

    /** Starts it in a JVM of its own, with its memory bounded as that of the services; its log is discarded. */
    static JvmProcess start(String redisUri, String key, int size, String... jvmFlags) {
        return JvmProcess.start(
                PackagedGalaxy.bounded(JvmProcess.Program.of(BareServer.class, redisUri, key, Integer.toString(size)))
                        .withJvmOptions(jvmFlags)
                        .withErrors(Redirect.DISCARD));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String uri = arguments[0];
        String key = arguments[1];
        byte[] body = "x".repeat(Integer.parseInt(arguments[2])).getBytes(StandardCharsets.US_ASCII);
        Logging.configure(new LogSettings(LogFormat.TEXT, LogLevel.INFO), System.err);
        System.out.println("ours " + ours(uri, key, body));
        System.out.println("rpc " + rpc(uri, key, body));
        System.out.println("libraries http://127.0.0.1:" + libraries(uri, key, body));
        System.out.println("commits http://127.0.0.1:" + commits(uri, key, body));
        Thread.currentThread().join();
    }

    private static final ListenerKeys KEYS = new ListenerKeys("bare", 0, "the bare server");

    private static String ours(String uri, String key, byte[] body) {
        var settings = settings(uri);
        var registry = new PrometheusRegistry();
        var redis =
                OpenStore.open(StoreSettings.read(settings), registry).shared().redis();
        Route bare = Route.get(PATH, Access.anyone(), exchange -> {
            check(redis.call("get", commands -> commands.get(key)));
            return Response.encoded(200, "application/json", body);
        });
        return HttpServer.start(
                        "bare",
                        HttpApi.json(Routes.of(List.of(bare))),
                        KEYS.read(settings),
                        Callers.none(),
                        new HttpMetrics(registry))
                .uri()
                .toString();
    }

    private static String rpc(String uri, String key, byte[] body) {
        var settings = settings(uri);
        var registry = new PrometheusRegistry();
        var redis =
                OpenStore.open(StoreSettings.read(settings), registry).shared().redis();
        var service = ServerServiceDefinition.builder(BareRpc.SERVICE)
                .addMethod(BareRpc.METHOD, ServerCalls.<byte[], byte[]>asyncUnaryCall((request, answer) -> {
                    check(redis.call("get", commands -> commands.get(key)));
                    answer.onNext(body);
                    answer.onCompleted();
                }))
                .build();
        return GrpcServer.start(
                        "bare",
                        new RpcApi(
                                service,
                                Map.of(BareRpc.METHOD.getBareMethodName(), Access.anyone()),
                                "bare",
                                List.of()),
                        KEYS.read(settings),
                        Callers.none(),
                        new RpcMetrics(registry))
                .target();
    }

    private static SettingsReader settings(String uri) {
        return new SettingsReader(
                SettingSources.of(Map.of("redis.uri", uri)),
                Stream.of(StoreSettings.ALL, ListenerKeys.SHARED, KEYS.all())
                        .flatMap(List::stream)
                        .toList());
    }

    /** Starts the route on the libraries alone, and returns its port. */
    static int libraries(String uri, String key, byte[] body) {
        var redis = redis(uri);
        return libraries(body, () -> check(redis.get(key).get()));
    }

    /** Starts the same, with a commit after the read, and returns its port. */
    private static int commits(String uri, String key, byte[] body) throws IOException {
        var redis = redis(uri);
        var commits = new BareCommits(uri, "http-");
        return libraries(body, () -> {
            check(redis.get(key).get());
            commits.once();
        });
    }

    private interface Work {
        void run() throws Exception;
    }

    private static RedisAsyncCommands<String, byte[]> redis(String uri) {
        return RedisClient.create(uri)
                .connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .async();
    }

    private static int libraries(byte[] body, Work work) {
        var threads = new QueuedThreadPool(8, 1);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var server = new Server(threads);
        var configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        var connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, org.eclipse.jetty.server.Response response, Callback callback)
                    throws Exception {
                work.run();
                response.getHeaders().put(JSON).put(REQUEST_ID);
                response.write(true, ByteBuffer.wrap(body), callback);
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return connector.getLocalPort();
    }

    private static void check(byte[] value) {
        if (value == null) {
            throw new IllegalStateException("the key is missing");
        }
    }
}
