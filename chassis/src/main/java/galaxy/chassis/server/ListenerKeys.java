package galaxy.chassis.server;

import galaxy.chassis.server.ListenerSettings.Limits;
import galaxy.chassis.server.ListenerSettings.Timeouts;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.chassis.telemetry.AccessLogMode;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one listener: {@code users.http.port}, {@code users.http.address}, and one for each name, limit and timeout. A
 * limit or timeout that is not set for the listener is that of {@code http.*}, or of {@code grpc.*} for a listener whose
 * name ends so, and its address that of {@code bind.address}.
 */
public final class ListenerKeys {
    private static final Setting<InetAddress> ADDRESS = new Setting<>(
            "bind.address",
            Kind.address(),
            "127.0.0.1",
            "address that every listener listens on; one that is not loopback needs callers to be configured");

    private static final Shared HTTP = new Shared("http", "503");
    private static final Shared GRPC = new Shared("grpc", "UNAVAILABLE");

    /** The values for every listener that has none of its own. */
    public static final List<Setting<?>> SHARED = Stream.of(
                    Stream.<Setting<?>>of(ADDRESS), HTTP.all().stream(), GRPC.all().stream())
            .flatMap(each -> each)
            .toList();

    private final Shared shared;
    private final Setting<Integer> port;
    private final Setting<HostNames> hosts;
    private final Setting<TrustedProxies> proxies;
    private final Setting<Optional<Path>> certificate;
    private final Setting<Optional<Path>> key;
    private final Map<Setting<?>, Setting<?>> own = new LinkedHashMap<>();

    /** What all listeners of one protocol share. */
    private record Shared(SharedLimits limits, SharedTimeouts timeouts, Setting<AccessLogMode> accessLog) {
        private Shared(String protocol, String refused) {
            this(
                    SharedLimits.of(protocol, refused),
                    SharedTimeouts.of(protocol, refused),
                    new Setting<>(
                            protocol + ".access-log",
                            AccessLogMode.kind(),
                            "all",
                            "requests with a line in the access log: all, slow (100 ms or more), 1/n (one of n), off;"
                                    + " failed ones always"));
        }

        private List<Setting<?>> all() {
            return Stream.of(limits.all(), timeouts.all(), List.<Setting<?>>of(accessLog))
                    .<Setting<?>>flatMap(List::stream)
                    .toList();
        }
    }

    private record SharedLimits(
            Setting<Integer> inFlight,
            Setting<Integer> connections,
            Setting<Integer> headerBytes,
            Setting<Integer> bodyBytes,
            Setting<Integer> streams,
            Setting<Integer> resets) {
        private static SharedLimits of(String protocol, String refused) {
            var most = Kind.integer(1, 1_000_000);
            var bytes = Kind.integer(1024, 16 * 1024 * 1024);
            return new SharedLimits(
                    new Setting<>(
                            protocol + ".max-in-flight",
                            most,
                            "512",
                            "requests in flight on one listener, or fewer if the heap is small; more are refused with "
                                    + refused + " and can be retried"),
                    new Setting<>(
                            protocol + ".max-connections",
                            most,
                            "4096",
                            "open connections of one listener; more wait to be accepted"),
                    new Setting<>(
                            protocol + ".max-header-bytes",
                            bytes,
                            "16384",
                            "bytes of what precedes the body of a request"),
                    new Setting<>(
                            protocol + ".max-body-bytes",
                            bytes,
                            "65536",
                            "bytes of the body of a request, where its route has no other limit"),
                    new Setting<>(protocol + ".max-streams", most, "256", "requests at once on one HTTP/2 connection"),
                    new Setting<>(
                            protocol + ".max-resets",
                            most,
                            "200",
                            "requests that a peer may cancel on one HTTP/2 connection in 10 s; then it is closed"));
        }

        private List<Setting<?>> all() {
            return List.of(inFlight, connections, headerBytes, bodyBytes, streams, resets);
        }
    }

    private record SharedTimeouts(
            Setting<Duration> idle,
            Setting<Duration> read,
            Setting<Duration> write,
            Setting<Duration> work,
            Setting<Duration> stop,
            Setting<Duration> age) {
        private static SharedTimeouts of(String protocol, String refused) {
            return new SharedTimeouts(
                    of(protocol + ".idle-timeout", "60s", "how long a connection stays open without a request"),
                    of(
                            protocol + ".read-timeout",
                            "10s",
                            "how long the headers, and then the body, of a request may take to arrive"),
                    of(
                            protocol + ".write-timeout",
                            "10s",
                            "how long a peer may take to accept a response, or a part of a stream"),
                    of(
                            protocol + ".work-timeout",
                            "1500ms",
                            "how long the work on one request may take; then it is refused with " + refused),
                    of(protocol + ".stop-timeout", "10s", "how long a stop waits for running requests"),
                    of(
                            protocol + ".max-connection-age",
                            "1h",
                            "how old a connection may become; then it closes after the request in flight"));
        }

        private static Setting<Duration> of(String key, String standard, String doc) {
            return new Setting<>(key, Kind.duration(), standard, doc);
        }

        private List<Setting<?>> all() {
            return List.of(idle, read, write, work, stop, age);
        }
    }

    /**
     * The keys of a listener.
     *
     * @param name the keys begin with it: {@code users.http}
     * @param port by default
     * @param doc what listens on the port, for the reference page
     */
    public ListenerKeys(String name, int port, String doc) {
        this.shared = name.endsWith(".grpc") ? GRPC : HTTP;
        this.port = new Setting<>(name + ".port", Kind.port(), Integer.toString(port), doc);
        this.hosts = new Setting<>(
                name + ".hosts",
                HostNames.kind(),
                "",
                "names, besides those of loopback, under which it is reached while it listens on loopback without callers");
        this.proxies = new Setting<>(
                name + ".trusted-proxies",
                TrustedProxies.kind(),
                "",
                "address blocks of the proxies whose X-Forwarded-For and X-Forwarded-Proto are believed");
        this.certificate = new Setting<>(
                name + ".tls.certificate",
                Kind.path().orNone(),
                "",
                "PEM file with the certificate and its chain; read again when it changes; without, no TLS");
        this.key = new Setting<>(
                name + ".tls.key", Kind.path().orNone(), "", "PEM file with the private key (PKCS #8, not encrypted)");
        own.put(ADDRESS, own(name, ADDRESS));
        shared.all().forEach(each -> own.put(each, own(name, each)));
    }

    private static <T> Setting<Optional<T>> own(String name, Setting<T> shared) {
        var last = shared.key().substring(shared.key().indexOf('.') + 1);
        return new Setting<>(
                name + "." + last, shared.kind().orNone(), "", "like " + shared.key() + ", for this listener alone");
    }

    public List<Setting<?>> all() {
        return Stream.concat(Stream.of(port, hosts, proxies, certificate, key), own.values().stream())
                .toList();
    }

    public ListenerSettings read(SettingsReader reader) {
        return new ListenerSettings(
                address(reader),
                reader.get(port),
                reader.get(hosts),
                reader.get(proxies),
                tls(reader),
                new Limits(
                        HeapRoom.requests(
                                read(reader, shared.limits.inFlight),
                                Runtime.getRuntime().maxMemory()),
                        read(reader, shared.limits.connections),
                        read(reader, shared.limits.headerBytes),
                        read(reader, shared.limits.bodyBytes),
                        read(reader, shared.limits.streams),
                        read(reader, shared.limits.resets),
                        Integer.MAX_VALUE),
                new Timeouts(
                        read(reader, shared.timeouts.idle),
                        read(reader, shared.timeouts.read),
                        read(reader, shared.timeouts.write),
                        read(reader, shared.timeouts.work),
                        read(reader, shared.timeouts.stop),
                        read(reader, shared.timeouts.age)),
                read(reader, shared.accessLog));
    }

    /** Where a listener listens that has no address of its own. */
    public static BindAddress sharedAddress(SettingsReader reader) {
        return new BindAddress(ADDRESS.key(), reader.get(ADDRESS));
    }

    private BindAddress address(SettingsReader reader) {
        return reader.get(ownOf(ADDRESS))
                .map(address -> new BindAddress(ownOf(ADDRESS).key(), address))
                .orElseGet(() -> sharedAddress(reader));
    }

    private Optional<TlsFiles> tls(SettingsReader reader) {
        var pem = reader.get(certificate);
        var secret = reader.get(key);
        if (pem.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        if (pem.isEmpty() || secret.isEmpty()) {
            var missing = pem.isEmpty() ? certificate : key;
            reader.problem(missing, "is not set; give both files, of the certificate and of its key, or none");
            return Optional.empty();
        }
        var files = new TlsFiles(pem.get(), secret.get());
        return files.identity(problem -> reader.problem(certificate, problem), problem -> reader.problem(key, problem))
                .map(usable -> files);
    }

    private <T> T read(SettingsReader reader, Setting<T> shared) {
        return reader.get(ownOf(shared)).orElseGet(() -> reader.get(shared));
    }

    private <T> Setting<Optional<T>> ownOf(Setting<T> shared) {
        // The constructor maps each setting to one of the same type.
        @SuppressWarnings("unchecked")
        var mine = (Setting<Optional<T>>) Objects.requireNonNull(own.get(shared));
        return mine;
    }
}
