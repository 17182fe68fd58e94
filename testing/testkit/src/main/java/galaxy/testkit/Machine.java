package galaxy.testkit;

import galaxy.redis.RedisExecutable;

/** What figures and reports depend on. */
public final class Machine {
    private Machine() {}

    /** The processors, the system, the JDK and the Redis of this machine, in one line. */
    public static String describe() {
        return "%d cores, %s %s, JDK %s, %s"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version(),
                        RedisExecutable.find().describe());
    }
}
