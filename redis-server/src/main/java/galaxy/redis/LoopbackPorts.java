package galaxy.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Free TCP ports on loopback, from below the range that operating systems hand out by themselves (32768 and up): a
 * server that stops and comes back finds its port as it left it, not in the hands of an outgoing connection.
 */
public final class LoopbackPorts {
    private static final int PARTS = 9;
    private static final int PORTS_OF_A_PART = 2_200;

    /** Test JVMs that run side by side have a number each, and ports of their own; their children have the last part. */
    private static final int PART = (Integer.getInteger("galaxy.fork", PARTS) - 1) % PARTS;

    private static final int LOWEST = 12_000 + PART * PORTS_OF_A_PART;
    private static final int HIGHEST = LOWEST + PORTS_OF_A_PART;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private LoopbackPorts() {}

    /** A port that no process listens on now and that this JVM has not returned before. */
    public static int free() {
        for (int attempt = 0; attempt < 10_000; attempt++) {
            int port = RANDOM.nextInt(LOWEST, HIGHEST);
            if (GIVEN.add(port) && isFree(port)) {
                return port;
            }
        }
        throw new RedisStartException("No free TCP port on loopback from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (var probe = new ServerSocket(port, 1, InetAddress.ofLiteral(RedisAddress.LoopbackPort.HOST))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
