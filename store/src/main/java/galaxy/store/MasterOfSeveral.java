package galaxy.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.net.SocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client of a master and its replicas: each time that it connects, also after a connection was lost, it asks one after the other for its
 * role, and connects to the one that is a master. A server that does not respond is passed over.
 */
final class MasterOfSeveral extends RedisClient {
    /** Why there is no connection; the cause is why a server was passed over, if one was. */
    static final String NONE = "none of these is a master that responds";

    private static final String MASTER = "role:master";

    private final List<RedisURI> nodes;
    private final RedisClient roles;

    private MasterOfSeveral(List<RedisURI> nodes, ClientResources resources) {
        super(resources, nodes.getFirst());
        this.nodes = nodes;
        roles = RedisClient.create(resources);
    }

    /** A client of one server, or of the master of several. */
    static RedisClient clientOf(List<RedisURI> nodes, ClientResources resources) {
        return nodes.size() == 1
                ? RedisClient.create(resources, nodes.getFirst())
                : new MasterOfSeveral(nodes, resources);
    }

    @Override
    public void setOptions(ClientOptions options) {
        super.setOptions(options);
        roles.setOptions(options);
    }

    @Override
    protected Mono<SocketAddress> getSocketAddress(RedisURI any) {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        return Flux.fromIterable(nodes)
                .concatMap(node -> ifMaster(node).onErrorResume(failure -> {
                    failures.add(failure);
                    return Mono.empty();
                }))
                .next()
                .switchIfEmpty(Mono.error(() -> new RedisConnectionException(NONE, failures.peek())));
    }

    private Mono<SocketAddress> ifMaster(RedisURI node) {
        return Mono.fromCompletionStage(() -> roles.connectAsync(StringCodec.UTF8, node))
                .flatMap(open -> role(open).doFinally(_ -> {
                    var _ = open.closeAsync();
                }))
                .filter(replication -> replication.contains(MASTER))
                .flatMap(_ -> super.getSocketAddress(node));
    }

    private static Mono<String> role(StatefulRedisConnection<String, String> open) {
        return Mono.fromCompletionStage(() -> open.async().info("replication"));
    }

    @Override
    public CompletableFuture<Void> shutdownAsync(long quietPeriod, long timeout, TimeUnit unit) {
        return roles.shutdownAsync(quietPeriod, timeout, unit)
                .thenCompose(_ -> super.shutdownAsync(quietPeriod, timeout, unit));
    }
}
