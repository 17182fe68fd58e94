package galaxy.torture.hostile;

import galaxy.testkit.http.RawConnection;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * 2 000 connections on which nothing is sent, or nothing more. The service keeps them for the idle timeout, then ends them,
 * and serves all others meanwhile.
 */
record ConnectionFlood(AttackContext context) implements Attack {
    private static final int COUNT = 2_000;
    private static final String REQUEST = RequestTable.render("$(exists)\r\n", Map.of());
    private static final String BEGIN = RequestTable.render("$(begin)", Map.of());

    @Override
    public String name() {
        return "2 000 idle connections";
    }

    @Override
    public void run(RandomGenerator random) throws IOException {
        boolean isGrpc = random.nextInt(3) == 0;
        List<RawConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                open.add(open(isGrpc, i % 2 == 0));
            }
            context.checks().count(name(), isGrpc ? "to gRPC" : "to REST");
            long still =
                    open.stream().filter(connection -> !isEnded(connection)).count();
            context.checks().check("idle connections are ended as configured", still == 0, isGrpc, still + " open");
        } finally {
            for (RawConnection connection : open) {
                connection.close();
            }
        }
    }

    private RawConnection open(boolean isGrpc, boolean isBegun) throws IOException {
        TargetProcess target = context.target();
        RawConnection connection = new RawConnection(
                isGrpc ? target.connections() : target.users(),
                context.timeouts().idleEnd());
        if (isBegun) {
            connection.send(isGrpc ? BEGIN : REQUEST);
        }
        if (isBegun && !isGrpc) {
            context.restCheck().check(name(), connection.response(), "the last request before idleness");
        }
        return connection;
    }

    private static boolean isEnded(RawConnection connection) {
        try {
            connection.readAll();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }
}
