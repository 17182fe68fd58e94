package galaxy.app.pages;

import galaxy.app.Galaxy;
import galaxy.app.RunningProcess;
import galaxy.chassis.settings.SettingSources;
import galaxy.kernel.Sha256;
import galaxy.redis.LoopbackPorts;
import galaxy.testkit.FaultProxy;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.ProcessSettings;
import galaxy.testkit.RedisNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The pages in a process of their own. Users, connections and auth, which know callers, are in another one, and are called
 * through proxies that fail as networks do; so is the store of sessions.
 */
final class Site implements AutoCloseable {
    /** What the pages stand on. */
    enum Dependency {
        STORE,
        USERS,
        CONNECTIONS,
        AUTH
    }

    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final List<String> SERVICES = List.of("users", "connections", "auth");
    private static final String TOKEN = "token-of-the-pages";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RedisNode redis = RedisNode.start(RedisNode.Options.plain().withAppendOnly());
    private final Map<String, String> settings = ProcessSettings.with(Map.of(
            "redis.uri", redis.uri(),
            "redis.timeout", "10s",
            "log.level", "error",
            "auth.limits.sends-per-minute", "100000",
            "callers", "pages=web:" + Sha256.hex(TOKEN) + ";other=lobby:" + Sha256.hex("token-of-another")));
    private final Map<Dependency, FaultProxy> proxies = new HashMap<>();
    private final List<GalaxyInstance> instances = new ArrayList<>();
    private final String[] more;
    private RunningProcess services;

    /** @param more settings of the pages, each {@code key=value} */
    Site(String... more) throws IOException, InterruptedException {
        this.more = more;
        redis.call(rights());
        Map<Dependency, Integer> ports = Map.of(
                Dependency.STORE, redis.port(),
                Dependency.USERS, LoopbackPorts.free(),
                Dependency.CONNECTIONS, LoopbackPorts.free(),
                Dependency.AUTH, LoopbackPorts.free());
        ports.forEach((dependency, port) -> proxies.put(dependency, FaultProxy.inFrontOf("127.0.0.1", port)));
        settings.put("users.http.port", String.valueOf(ports.get(Dependency.USERS)));
        settings.put("connections.grpc.port", String.valueOf(ports.get(Dependency.CONNECTIONS)));
        settings.put("auth.http.port", String.valueOf(ports.get(Dependency.AUTH)));
        services = start();
        var _ = another();
    }

    /** The command of the page of operations that makes a user of Redis for the pages. */
    private static String[] rights() throws IOException {
        return Files.readAllLines(OPERATIONS).stream()
                .filter(line -> line.startsWith("ACL SETUSER web "))
                .findFirst()
                .orElseThrow()
                .replace(">PASSWORD", ">pw")
                .split(" ", -1);
    }

    /** Starts one more process of the pages, with other settings. */
    GalaxyInstance another(String... others) throws InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "web",
                "redis.uri=redis://web:pw@127.0.0.1:" + proxy(Dependency.STORE).port(),
                "redis.timeout=10s",
                "web.users.url=" + http(Dependency.USERS),
                "web.auth.url=" + http(Dependency.AUTH),
                "web.connections.target=127.0.0.1:"
                        + proxy(Dependency.CONNECTIONS).port(),
                "web.limits.sign-ins=0",
                "web.limits.previews=0",
                "web.limits.lookups=0",
                "log.level=info"));
        Stream.of("users", "auth", "connections").forEach(each -> all.add("web.%s.token=%s".formatted(each, TOKEN)));
        all.addAll(List.of(more));
        all.addAll(List.of(others));
        GalaxyInstance started = GalaxyInstance.serve(all.toArray(String[]::new));
        instances.add(started);
        return started;
    }

    private RunningProcess start() {
        return Galaxy.PROCESS.start(SettingSources.of(settings), SERVICES, InstantSource.system());
    }

    private String http(Dependency dependency) {
        return "http://127.0.0.1:" + proxy(dependency).port();
    }

    /** What is between the pages and one of the things that they stand on. */
    FaultProxy proxy(Dependency dependency) {
        FaultProxy proxy = proxies.get(dependency);
        if (proxy == null) {
            throw new IllegalArgumentException(dependency.name());
        }
        return proxy;
    }

    Visitor visitor() {
        return visitor(pages().web());
    }

    /** At another process of the pages. */
    Visitor visitor(URI web) {
        return visitor(web, HTTP);
    }

    /** One that trusts the pages. */
    Visitor visitor(URI web, HttpClient http) {
        return new Visitor(web, http);
    }

    /** The first process of the pages. */
    GalaxyInstance pages() {
        return instances.getFirst();
    }

    /** What all processes of the pages have written. */
    List<String> log() {
        return instances.stream().flatMap(each -> each.jvm().lines().stream()).toList();
    }

    /** Stops users, connections and auth in good order. */
    void stopServices() {
        services.close();
    }

    /** Starts them at the same addresses. */
    void startServices() {
        services = start();
    }

    @Override
    public void close() {
        instances.forEach(GalaxyInstance::close);
        proxies.values().forEach(FaultProxy::close);
        services.close();
        redis.close();
    }
}
