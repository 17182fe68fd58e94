package galaxy.testkit;

/**
 * Servers that every test of one JVM shares: started when first asked for, gone with the JVM. Tests that use them run one
 * after another, and begin with {@code flush()} (as {@link Topology#freshUri()} does).
 */
public final class Servers {
    private Servers() {}

    /** Without a password; data do not survive a restart. */
    public static RedisNode standAlone() {
        return StandAlone.SHARED;
    }

    /** Without a password; data do not survive a restart. */
    public static RedisClusterOfThree cluster() {
        return Cluster.SHARED;
    }

    private static <T extends AutoCloseable> T untilTheEnd(T server) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "stop-shared-redis"));
        return server;
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class StandAlone {
        private static final RedisNode SHARED = untilTheEnd(RedisNode.start());
    }

    private static final class Cluster {
        private static final RedisClusterOfThree SHARED = untilTheEnd(RedisClusterOfThree.start());
    }
}
