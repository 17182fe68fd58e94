package galaxy.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The options of the Redis client. */
final class RedisOptions {
    private static final Duration RECONNECT_AT_LEAST = Duration.ofMillis(10);
    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(250);
    private static final Duration SILENCE_AT_LEAST = Duration.ofSeconds(2);
    private static final Duration TOPOLOGY_EVERY = Duration.ofSeconds(5);
    private static final Duration TOPOLOGY_AT_MOST_EVERY = Duration.ofMillis(200);

    private RedisOptions() {}

    static ClientResources resources(StoreSettings settings) {
        return ClientResources.builder()
                .reconnectDelay(Delay.exponential(RECONNECT_AT_LEAST, RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .nettyCustomizer(closingSilentConnections(settings.timeout()))
                .build();
    }

    static ClientOptions single(StoreSettings settings) {
        return set(ClientOptions.builder(), settings).build();
    }

    static ClusterClientOptions cluster(StoreSettings settings) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder();
        set(options, settings);
        return options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .enablePeriodicRefresh(TOPOLOGY_EVERY)
                        .adaptiveRefreshTriggersTimeout(TOPOLOGY_AT_MOST_EVERY)
                        .build())
                .build();
    }

    private static NettyCustomizer closingSilentConnections(Duration timeout) {
        Duration threefold = timeout.multipliedBy(3);
        Duration silence = threefold.compareTo(SILENCE_AT_LEAST) > 0 ? threefold : SILENCE_AT_LEAST;
        return new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new SilenceWatch(silence));
            }
        };
    }

    private static ClientOptions.Builder set(ClientOptions.Builder options, StoreSettings settings) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(settings.timeout()))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.timeout())
                        .tcpNoDelay(true)
                        .keepAlive(true)
                        .build());
        settings.trust()
                .ifPresent(pem -> options.sslOptions(
                        SslOptions.builder().trustManager(pem.toFile()).build()));
        return options;
    }
}
