package galaxy.torture.fault;

import galaxy.testkit.RedisServer;
import galaxy.torture.fault.Fault.Scene;
import galaxy.torture.stage.Instance;
import galaxy.torture.stage.Stage;
import java.time.Duration;
import java.util.List;

/** Faults of whole processes: {@code kill -9}, {@code kill -STOP} for a while, and a wrong clock. */
final class ProcessFaults {
    private static final List<Duration> SHIFTS = List.of(Duration.ofHours(1), Duration.ofHours(-1), Duration.ZERO);

    private ProcessFaults() {}

    static void killServices(Scene scene) {
        scene.stage().fleet().instances().forEach(Instance::kill9);
    }

    static void killOne(Scene scene) {
        scene.any(scene.stage().fleet().instances()).kill9();
    }

    static void killRedis(Scene scene) throws InterruptedException {
        RedisServer server = scene.any(scene.stage().servers());
        server.kill9();
        server.heal();
    }

    static void killBoth(Scene scene) throws InterruptedException {
        try {
            killAll(scene.stage());
        } finally {
            startAll(scene.stage());
        }
    }

    static void pauseService(Scene scene) throws InterruptedException {
        Instance instance = scene.any(scene.stage().fleet().instances());
        instance.pause();
        scene.waitThen(instance::resume);
    }

    static void pauseRedis(Scene scene) throws InterruptedException {
        RedisServer server = scene.any(scene.stage().servers());
        server.pause();
        scene.waitThen(server::resume);
    }

    static void shiftClock(Scene scene) {
        Instance second = scene.stage().fleet().instances().get(1);
        second.shiftClock(scene.any(SHIFTS));
        second.kill9();
    }

    /** Kills all processes, which stay down until {@link #startAll}. */
    static void killAll(Stage stage) throws InterruptedException {
        stage.fleet().instances().forEach(Instance::hold);
        stage.fleet().instances().forEach(Instance::kill9);
        for (RedisServer server : stage.servers()) {
            server.kill9();
        }
    }

    static void startAll(Stage stage) {
        stage.servers().forEach(RedisServer::heal);
        stage.fleet().instances().forEach(Instance::release);
    }
}
