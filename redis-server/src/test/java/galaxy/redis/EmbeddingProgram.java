package galaxy.redis;

import java.nio.file.Path;
import java.time.Duration;

/** A service as small as can be: starts an embedded server in the given folder, tells its process id, and waits. */
final class EmbeddingProgram {
    private EmbeddingProgram() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] args) throws Exception {
        try (var redis = EmbeddedRedis.start(EmbeddedRedisConfig.in(Path.of(args[0])));
                var connection = RespConnection.open(redis.access(), Duration.ofSeconds(5))) {
            connection.call("INCR", "starts");
            System.out.println("pid " + redis.pid());
            System.in.read();
        }
    }
}
