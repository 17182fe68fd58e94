package galaxy.bench;

import com.google.protobuf.ByteString;
import galaxy.contracts.SigningInput;
import galaxy.contracts.gateway.v1.ExecuteResponse;
import galaxy.contracts.gateway.v1.GatewayServiceGrpc.GatewayServiceImplBase;
import galaxy.contracts.gateway.v1.SignedEnvelope;
import galaxy.testkit.JvmProcess;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * What a signed read costs at least, on the libraries of Galaxy and without its code: gRPC, one verification of a signature,
 * a read of one key, and a call over HTTP of a route that reads another. Arguments: the Redis URI, the key, the size of the
 * result, the public key of the device.
 */
final class BareChain extends GatewayServiceImplBase {
    private final RedisAsyncCommands<String, byte[]> redis;
    private final HttpClient http;
    private final HttpRequest account;
    private final String key;
    private final byte[] device;

    private BareChain(String redisUri, String key, URI account, byte[] device) {
        this.redis = RedisClient.create(redisUri)
                .connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))
                .async();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.account = HttpRequest.newBuilder(account).build();
        this.key = key;
        this.device = device;
    }

    /** Starts it in a JVM of its own, whose log is discarded. */
    static JvmProcess start(String redisUri, String key, int size, DeviceKey device) {
        return JvmProcess.start(
                JvmProcess.Program.of(BareChain.class, redisUri, key, Integer.toString(size), device.text())
                        .withErrors(Redirect.DISCARD));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String uri = arguments[0];
        String key = arguments[1];
        byte[] body = "x".repeat(Integer.parseInt(arguments[2])).getBytes(StandardCharsets.US_ASCII);
        byte[] device = Base64.getUrlDecoder().decode(arguments[3]);
        URI account = URI.create("http://127.0.0.1:" + BareServer.libraries(uri, key, body) + BareServer.PATH);
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), InsecureServerCredentials.create())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(new BareChain(uri, key, account, device))
                .build()
                .start();
        System.out.println("chain 127.0.0.1:" + server.getPort());
        server.awaitTermination();
    }

    @Override
    public void execute(SignedEnvelope envelope, StreamObserver<ExecuteResponse> client) {
        byte[] input = SigningInput.of(envelope.getSignedRequest().toByteArray());
        byte[] signature = envelope.getSignature().toByteArray();
        if (!Ed25519.verify(signature, 0, device, 0, input, 0, input.length)) {
            throw Status.UNAUTHENTICATED.asRuntimeException();
        }
        try {
            byte[] record = redis.get(key).get();
            byte[] result =
                    http.send(account, HttpResponse.BodyHandlers.ofByteArray()).body();
            if (record.length == 0 || result.length == 0) {
                throw Status.NOT_FOUND.asRuntimeException();
            }
            client.onNext(ExecuteResponse.newBuilder()
                    .setResult(ByteString.copyFrom(result))
                    .build());
            client.onCompleted();
        } catch (IOException | ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
