package galaxy.store;

import galaxy.kernel.Deadline;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.protocol.RedisCommand;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.util.HashedWheelTimer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The options of the Redis client. */
final class RedisOptions {
    /** How exactly timeouts are kept. */
    private static final Duration TICK = Duration.ofMillis(10);

    private static final Duration RECONNECT_AT_LEAST = Duration.ofMillis(10);
    private static final Duration RECONNECT_AT_MOST = Duration.ofMillis(250);
    private static final Duration SILENCE_AT_LEAST = Duration.ofSeconds(2);
    private static final Duration TOPOLOGY_EVERY = Duration.ofSeconds(5);
    private static final Duration TOPOLOGY_AT_MOST_EVERY = Duration.ofMillis(200);

    private RedisOptions() {}

    static ClientResources resources(StoreSettings settings, OpenChannels channels) {
        return ClientResources.builder()
                .timer(new HashedWheelTimer(
                        new DefaultThreadFactory("redis-timeouts", true), TICK.toMillis(), TimeUnit.MILLISECONDS))
                .reconnectDelay(Delay.exponential(RECONNECT_AT_LEAST, RECONNECT_AT_MOST, 2, TimeUnit.MILLISECONDS))
                .nettyCustomizer(watching(channels, settings.timeout()))
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

    private static NettyCustomizer watching(OpenChannels channels, Duration timeout) {
        Duration threefold = timeout.multipliedBy(3);
        Duration silence = threefold.compareTo(SILENCE_AT_LEAST) > 0 ? threefold : SILENCE_AT_LEAST;
        return new NettyCustomizer() {
            @Override
            public void afterChannelInitialized(Channel channel) {
                channel.pipeline().addFirst(new SilenceWatch(silence));
                channels.add(channel);
            }
        };
    }

    /** A command has the time of a call, or what is left to the request that it belongs to, if that is less. */
    private static TimeoutOptions.TimeoutSource timeLeft(Duration timeout) {
        long most = timeout.toNanos();
        return new TimeoutOptions.TimeoutSource() {
            @Override
            public long getTimeout(RedisCommand<?, ?, ?> command) {
                return Math.max(1, Math.min(most, Deadline.nanosLeft()));
            }

            @Override
            public TimeUnit getTimeUnit() {
                return TimeUnit.NANOSECONDS;
            }
        };
    }

    private static ClientOptions.Builder set(ClientOptions.Builder options, StoreSettings settings) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.builder()
                        .timeoutCommands()
                        .timeoutSource(timeLeft(settings.timeout()))
                        .build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.timeout())
                        .tcpNoDelay(true)
                        .keepAlive(true)
                        .build());
        settings.tls().options().ifPresent(options::sslOptions);
        return options;
    }
}
