package galaxy.torture.fault;

import galaxy.torture.stage.Instance;
import galaxy.torture.stage.RedisServer;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import java.util.List;
import java.util.Set;

/** {@code kill -9}, and {@code kill -STOP} for a while. */
final class Kills {
    static final List<Fault> ALL = List.of(
            Fault.of("kill-service", "kills every instance (SIGKILL)", Fault.ANYWHERE, Kills::services),
            Fault.of("kill-one", "kills one of the instances; the others go on", Fault.ANYWHERE, Kills::one)
                    .withInstances(2),
            Fault.of("kill-redis", "kills a Redis", Fault.ANYWHERE, Kills::redis),
            Fault.of(
                    "kill-both",
                    "kills every instance and every Redis at the same moment",
                    Fault.ANYWHERE,
                    Kills::both),
            Fault.of("pause-service", "stops an instance for a while (SIGSTOP)", Fault.ANYWHERE, Kills::pauseOne)
                    .with(Fault.Trait.STOPS_THE_SERVICE),
            // In a cluster its replica would take over.
            Fault.of(
                    "pause-redis",
                    "stops a Redis for a while",
                    Set.of(StageKind.EMBEDDED, StageKind.STANDALONE),
                    Kills::pauseRedis));

    private Kills() {}

    /** Kills all that there is; all is down when this returns, and stays down until {@link #start}. */
    static void down(Stage stage) throws InterruptedException {
        stage.fleet().instances().forEach(Instance::hold);
        stage.fleet().instances().forEach(Instance::kill9);
        for (RedisServer server : stage.servers()) {
            server.kill9();
        }
    }

    /** After {@link #down}. */
    static void start(Stage stage) {
        stage.servers().forEach(RedisServer::bringBack);
        stage.fleet().instances().forEach(Instance::letGo);
    }

    private static void services(Stage stage, Moments moments) {
        stage.fleet().instances().forEach(Instance::kill9);
    }

    private static void one(Stage stage, Moments moments) {
        moments.any(stage.fleet().instances()).kill9();
    }

    private static void redis(Stage stage, Moments moments) throws InterruptedException {
        RedisServer server = moments.any(stage.servers());
        server.kill9();
        server.bringBack();
    }

    private static void both(Stage stage, Moments moments) throws InterruptedException {
        try {
            down(stage);
        } finally {
            start(stage);
        }
    }

    private static void pauseOne(Stage stage, Moments moments) throws InterruptedException {
        Instance instance = moments.any(stage.fleet().instances());
        instance.pause();
        try {
            moments.sleepThroughIt();
        } finally {
            instance.resume();
        }
    }

    private static void pauseRedis(Stage stage, Moments moments) throws InterruptedException {
        RedisServer server = moments.any(stage.servers());
        server.pause();
        try {
            moments.sleepThroughIt();
        } finally {
            server.resume();
        }
    }
}
