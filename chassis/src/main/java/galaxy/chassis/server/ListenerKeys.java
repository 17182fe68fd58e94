package galaxy.chassis.server;

import galaxy.chassis.server.ListenerSettings.Timeouts;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one listener: {@code users.http.port}, {@code users.http.address} and one for each limit and timeout. A
 * limit that is not set for the listener is that of {@code http.*}, and its address that of {@code bind.address}.
 */
public final class ListenerKeys {
    private static final Setting<InetAddress> ADDRESS = new Setting<>(
            "bind.address",
            Kind.address(),
            "127.0.0.1",
            "address that every listener listens on; one that is not loopback needs callers to be configured");

    private static final Setting<Integer> MAX_IN_FLIGHT = new Setting<>(
            "http.max-in-flight",
            Kind.integer(1, 1_000_000),
            "512",
            "requests in flight on one listener, REST or gRPC; more are refused with 503 or UNAVAILABLE and can be retried");

    private static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "http.max-connections",
            Kind.integer(1, 1_000_000),
            "4096",
            "open connections of one listener; more wait to be accepted");

    private static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "http.idle-timeout", Kind.duration(), "60s", "how long a connection stays open without a request");

    private static final Setting<Duration> READ_TIMEOUT = new Setting<>(
            "http.read-timeout",
            Kind.duration(),
            "10s",
            "how long the headers, and then the body, of a request may take to arrive");

    private static final Setting<Duration> WORK_TIMEOUT = new Setting<>(
            "http.work-timeout",
            Kind.duration(),
            "1500ms",
            "how long the work on one request, REST or gRPC, may take; then it is refused with 503 or UNAVAILABLE");

    private static final Setting<Duration> STOP_TIMEOUT =
            new Setting<>("http.stop-timeout", Kind.duration(), "10s", "how long a stop waits for running requests");

    /** The values for every listener that has none of its own. */
    public static final List<Setting<?>> SHARED =
            List.of(ADDRESS, MAX_IN_FLIGHT, MAX_CONNECTIONS, IDLE_TIMEOUT, READ_TIMEOUT, WORK_TIMEOUT, STOP_TIMEOUT);

    private final String name;
    private final Setting<Integer> port;
    private final Map<Setting<?>, Setting<?>> own = new LinkedHashMap<>();

    /**
     * The keys of a listener.
     *
     * @param name the keys begin with it: {@code users.http}
     * @param port by default
     * @param doc what listens on the port, for the reference page
     */
    public ListenerKeys(String name, int port, String doc) {
        this.name = name;
        this.port = new Setting<>(name + ".port", Kind.port(), Integer.toString(port), doc);
        SHARED.forEach(shared -> own.put(shared, own(shared)));
    }

    private <T> Setting<Optional<T>> own(Setting<T> shared) {
        var last = shared.key().substring(shared.key().indexOf('.') + 1);
        return new Setting<>(
                name + "." + last, shared.kind().orNone(), "", "like " + shared.key() + ", for this listener alone");
    }

    public List<Setting<?>> all() {
        return Stream.concat(Stream.of(port), own.values().stream()).toList();
    }

    public ListenerSettings read(SettingsReader reader) {
        return new ListenerSettings(
                address(reader),
                reader.get(port),
                read(reader, MAX_IN_FLIGHT),
                read(reader, MAX_CONNECTIONS),
                new Timeouts(
                        read(reader, IDLE_TIMEOUT),
                        read(reader, READ_TIMEOUT),
                        read(reader, WORK_TIMEOUT),
                        read(reader, STOP_TIMEOUT)));
    }

    private BindAddress address(SettingsReader reader) {
        var key = reader.get(ownOf(ADDRESS)).isPresent() ? ownOf(ADDRESS).key() : ADDRESS.key();
        return new BindAddress(key, read(reader, ADDRESS));
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
