package galaxy.torture.fault;

import static galaxy.torture.stage.StageKind.CLUSTER;
import static galaxy.torture.stage.StageKind.EMBEDDED;
import static galaxy.torture.stage.StageKind.STANDALONE;

import galaxy.testkit.FaultProxy;
import galaxy.testkit.RedisNode;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Choices;
import galaxy.torture.workload.Choices.Between;
import galaxy.torture.workload.Findings;
import galaxy.torture.workload.Promise;
import galaxy.torture.workload.Promise.Recorded;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fault that a run can inject.
 *
 * @param name on the command line; the help says what it does
 * @param stages on which it is possible
 * @param injection injects it, and repairs what does not recover by itself; the services need not be ready again
 */
public record Fault(String name, Set<StageKind> stages, Trait trait, Injection injection) {
    private static final String COMMON = "all";
    private static final Set<StageKind> ANY = Set.of(StageKind.values());
    private static final Set<StageKind> NO_CLUSTER = Set.of(EMBEDDED, STANDALONE);
    private static final Between DELAY = Between.millis(5, 400);
    private static final int MOST_LOST = 5;

    public static final List<Fault> ALL = List.of(
            on(ANY, "kill-service", Injections::killServices),
            on(ANY, "kill-one", Injections::killOne).with(Trait.NEEDS_TWO_INSTANCES),
            on(ANY, "kill-redis", Injections::killRedis),
            on(ANY, "kill-both", Injections::killBoth),
            on(ANY, "pause-service", Injections::pauseService).with(Trait.STOPS_THE_SERVICE),
            on(NO_CLUSTER, "pause-redis", Injections::pauseRedis),
            network("proxy-cut", (proxy, _) -> proxy.cutAll()),
            network("proxy-delay", (proxy, scene) -> proxy.delay(scene.choices().any(DELAY))),
            network("proxy-half-close", (proxy, _) -> proxy.halfClose()),
            network("proxy-lost-replies", Fault::lose),
            network("proxy-hold", (proxy, _) -> proxy.hold()),
            network("proxy-black-hole", (proxy, _) -> proxy.blackHole()),
            network("proxy-refuse", (proxy, _) -> {
                proxy.refuse();
                proxy.cutAll();
            }),
            betweenServices("users-cut", (proxy, _) -> proxy.cutAll()),
            betweenServices(
                    "users-delay", (proxy, scene) -> proxy.delay(scene.choices().any(DELAY))),
            betweenServices("users-lost-replies", Fault::lose),
            betweenServices("users-hold", (proxy, _) -> proxy.hold()),
            betweenServices("users-refuse", (proxy, _) -> {
                proxy.refuse();
                proxy.cutAll();
            }),
            on(Set.of(STANDALONE), "maxmemory", Injections::limitMemory),
            on(Set.of(EMBEDDED), "disk-full", Injections::fillDisk).with(Trait.NEEDS_A_SMALL_DISK),
            on(Set.of(EMBEDDED), "aof-cut", Injections::cutLog).with(Trait.LOSES_THE_END),
            on(Set.of(EMBEDDED), "restore", Injections::restore).with(Trait.LOSES_THE_END),
            on(ANY, "clock", Injections::shiftClock).with(Trait.SHIFTS_A_CLOCK),
            on(Set.of(CLUSTER), "fail-over", Injections.failOver(RedisNode::kill9))
                    .with(Trait.FAILS_OVER),
            on(Set.of(CLUSTER), "fail-over-stopped", Injections.failOver(RedisNode::pause))
                    .with(Trait.FAILS_OVER),
            on(Set.of(CLUSTER), "fail-over-behind", Injections::failOverBehind).with(Trait.FAILS_OVER),
            on(Set.of(CLUSTER), "move-slot", Injections::moveSlot));

    /** What is special about a fault. */
    public enum Trait {
        NONE,
        /** It affects one instance while another one continues. */
        NEEDS_TWO_INSTANCES,
        /** The clock of the second instance is wrong. */
        SHIFTS_A_CLOCK,
        /** The services themselves stand still, and respond to nothing in time. */
        STOPS_THE_SERVICE,
        /** It needs a small disk. */
        NEEDS_A_SMALL_DISK,
        /** The last changes are lost. */
        LOSES_THE_END,
        /** A replica takes over, which may lack the last changes unless they waited for it. */
        FAILS_OVER;

        int instances() {
            return this == NEEDS_TWO_INSTANCES || this == SHIFTS_A_CLOCK ? 2 : 1;
        }

        /** What it leaves of the promises, apart from what a replica may lack. */
        public Promise promise() {
            return new Promise(this == LOSES_THE_END ? Recorded.UP_TO_A_MOMENT : Recorded.ALL, this != SHIFTS_A_CLOCK);
        }
    }

    /** How a fault is injected. */
    @FunctionalInterface
    public interface Injection {
        void into(Scene scene) throws InterruptedException;
    }

    /** Where a fault is injected, how long one lasts that ends by itself, and what gets what is found. */
    public record Scene(Stage stage, Choices choices, Between lasting, Findings findings) {
        <T> T any(List<T> of) {
            return choices.any(of);
        }

        /** Waits while the fault lasts, then ends it. */
        void waitThen(Findings.Action end) throws InterruptedException {
            try {
                Thread.sleep(choices.any(lasting));
            } finally {
                end.run();
            }
        }
    }

    Fault with(Trait special) {
        return new Fault(name, stages, special, injection);
    }

    boolean isPossible(StageKind kind, int instances) {
        return stages.contains(kind) && instances >= trait.instances();
    }

    /** Whether it is one of {@code all}: it weakens no promise and needs nothing special of the machine. */
    public boolean isCommon() {
        return trait.promise().equals(Promise.WHOLE) && trait != Trait.NEEDS_A_SMALL_DISK && trait != Trait.FAILS_OVER;
    }

    /**
     * The faults of these names. {@code all} means those that are possible on the stage, weaken no promise and need nothing
     * special of the machine; {@code all-standalone} and so on mean the same.
     *
     * @throws IllegalArgumentException for an unknown name, or a fault that is impossible on the stage; the message is for people
     */
    public static List<Fault> named(List<String> names, StageKind kind, int instances) {
        return names.stream()
                .flatMap(name -> name.equals(COMMON) || name.equals(COMMON + "-" + kind)
                        ? ALL.stream().filter(fault -> fault.isCommon() && fault.isPossible(kind, instances))
                        : Stream.of(named(name, kind, instances)))
                .distinct()
                .toList();
    }

    private static Fault named(String name, StageKind kind, int instances) {
        Fault fault = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no fault " + name + ". Choose from "
                        + ALL.stream().map(Fault::name).collect(Collectors.joining(", "))));
        if (!fault.isPossible(kind, instances)) {
            int needed = fault.trait().instances();
            throw new IllegalArgumentException(name + " needs --stage "
                    + fault.stages().stream().map(StageKind::toString).sorted().collect(Collectors.joining(" or "))
                    + (needed > 1 ? " and --instances " + needed : ""));
        }
        return fault;
    }

    private static Fault on(Set<StageKind> stages, String name, Injection injection) {
        return new Fault(name, stages, Trait.NONE, injection);
    }

    /** A fault of the network between Redis and one instance, or all at once. */
    private static Fault network(String name, BiConsumer<FaultProxy, Scene> fault) {
        return network(Set.of(STANDALONE), name, Stage::proxies, fault);
    }

    /** A fault of the network between the services, of one connection or all at once. */
    private static Fault betweenServices(String name, BiConsumer<FaultProxy, Scene> fault) {
        return network(ANY, name, stage -> stage.fleet().serviceProxies(), fault);
    }

    private static Fault network(
            Set<StageKind> stages,
            String name,
            Function<Stage, List<FaultProxy>> proxies,
            BiConsumer<FaultProxy, Scene> fault) {
        return on(stages, name, scene -> {
            List<FaultProxy> all = proxies.apply(scene.stage());
            List<FaultProxy> affected = scene.choices().percent(50) ? all : List.of(scene.any(all));
            affected.forEach(proxy -> fault.accept(proxy, scene));
            scene.waitThen(() -> affected.forEach(FaultProxy::pass));
        });
    }

    private static void lose(FaultProxy proxy, Scene scene) {
        proxy.loseReplies(
                scene.choices().random().nextInt(1, MOST_LOST + 1), scene.any(List.of(FaultProxy.AfterLoss.values())));
    }
}
