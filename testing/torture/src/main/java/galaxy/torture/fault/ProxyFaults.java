package galaxy.torture.fault;

import galaxy.testkit.FaultProxy;
import galaxy.torture.stage.Stage;
import galaxy.torture.stage.StageKind;
import galaxy.torture.workload.Between;
import galaxy.torture.workload.Choices;
import java.util.List;
import java.util.Set;

/** What a network does between an instance and Redis: to one instance, or to all at once. */
final class ProxyFaults {
    static final List<Fault> ALL = List.of(
            proxy("proxy-cut", "resets every connection to Redis", (proxy, _) -> proxy.cutAll()),
            proxy("proxy-delay", "has each reply of Redis come 5 to 400 ms later for a while", ProxyFaults::delay),
            proxy("proxy-half-close", "closes one direction of every connection", (proxy, _) -> proxy.halfClose()),
            proxy(
                    "proxy-lost-replies",
                    "loses some replies of commands that were carried out, and cuts the connection or leaves it silent",
                    ProxyFaults::loseReplies),
            proxy("proxy-hold", "moves nothing for a while, and loses nothing", (proxy, _) -> proxy.hold()),
            proxy("proxy-black-hole", "swallows everything for a while", (proxy, _) -> proxy.blackHole()),
            proxy("proxy-refuse", "cuts every connection and refuses new ones for a while", (proxy, _) -> {
                proxy.refuse();
                proxy.cutAll();
            }));

    private static final int MOST_LOST = 5;

    /** What begins; it lasts for a while and is ended by {@link FaultProxy#pass()}. */
    @FunctionalInterface
    private interface Beginning {
        void of(FaultProxy proxy, Moments moments);
    }

    private ProxyFaults() {}

    private static Fault proxy(String name, String says, Beginning beginning) {
        return Fault.of(
                name, says, Set.of(StageKind.STANDALONE), (stage, moments) -> forAWhile(stage, moments, beginning));
    }

    private static void forAWhile(Stage stage, Moments moments, Beginning beginning) throws InterruptedException {
        List<FaultProxy> all = stage.proxies();
        List<FaultProxy> some = moments.random().nextBoolean() ? all : List.of(moments.any(all));
        some.forEach(proxy -> beginning.of(proxy, moments));
        try {
            moments.sleepThroughIt();
        } finally {
            some.forEach(FaultProxy::pass);
        }
    }

    private static void delay(FaultProxy proxy, Moments moments) {
        proxy.delay(new Choices(moments.random()).any(Between.millis(5, 400)));
    }

    private static void loseReplies(FaultProxy proxy, Moments moments) {
        proxy.loseReplies(
                moments.random().nextInt(1, MOST_LOST + 1), moments.any(List.of(FaultProxy.AfterLoss.values())));
    }
}
