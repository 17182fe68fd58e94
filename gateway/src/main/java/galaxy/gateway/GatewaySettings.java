package galaxy.gateway;

import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of the gateway, with those of the library of countries.
 *
 * @param audience of signed requests; without one that of a request is not looked at
 * @param origins of pages that may call the public REST: {@code https://play.example.com}
 * @param streams that may be open at once
 */
record GatewaySettings(
        Listeners listeners,
        Optional<String> audience,
        Set<String> origins,
        Limits limits,
        int streams,
        LanguageHint languageHint,
        Upstreams.Given upstreams,
        GeoipSettings geoip) {
    private static final int MOST = 1_000_000;
    private static final ListenerKeys HTTP =
            new ListenerKeys("gateway.http", 8080, "port of the gateway: public REST of sign-in");
    private static final ListenerKeys GRPC =
            new ListenerKeys("gateway.grpc", 9443, "port of the gateway: signed requests over gRPC");
    private static final Setting<Optional<String>> AUDIENCE = new Setting<>(
            "gateway.audience",
            Kind.text().orNone(),
            "",
            "name of the deployment that signed requests have to carry; without one it is not compared");
    private static final Setting<Set<String>> ORIGINS = new Setting<>(
            "gateway.cors.origins",
            Origins.kind(),
            "",
            "origins of pages that may call the public REST, such as https://play.example.com, comma-separated");
    private static final Setting<Integer> SESSION_PER_MINUTE =
            limit("session.per-minute", 300, "signed requests of one session a minute");
    private static final Setting<Integer> ADDRESS_PER_MINUTE =
            limit("address.per-minute", 120, "requests of the public REST from one IPv4 address or IPv6 /64 a minute");
    private static final Setting<Integer> ADDRESS_CONNECTIONS = limit(
            "address.connections",
            64,
            "open connections of one IPv4 address or IPv6 /64 to one listener; trusted proxies are exempt");
    private static final Setting<Integer> STREAMS = limit("streams", 10_000, "streams of events that are open at once");
    private static final Setting<LanguageHint> LANGUAGE_HINT = new Setting<>(
            "gateway.language.hint",
            Kind.oneOf(LanguageHint.class),
            "off",
            "whether the language of a new user is the usual one of the country (off), or among the official ones"
                    + " the best of the client's Accept-Language (within-country)");

    static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(),
                    GRPC.all().stream(),
                    Stream.<Setting<?>>of(
                            AUDIENCE,
                            ORIGINS,
                            SESSION_PER_MINUTE,
                            ADDRESS_PER_MINUTE,
                            ADDRESS_CONNECTIONS,
                            STREAMS,
                            LANGUAGE_HINT),
                    Upstreams.SETTINGS.stream())
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    /** The listeners that any client may use. */
    static final Set<String> PUBLIC = Set.of("gateway.http", "gateway.grpc");

    /** Where the gateway listens; the connections of one address are limited. */
    record Listeners(ListenerSettings http, ListenerSettings grpc) {}

    /**
     * How much is accepted.
     *
     * @param sessionPerMinute signed requests of one session
     * @param addressPerMinute requests of the public REST from one address
     */
    record Limits(int sessionPerMinute, int addressPerMinute) {}

    /** What the language of a new user follows. */
    enum LanguageHint {
        OFF,
        WITHIN_COUNTRY
    }

    static GatewaySettings read(SettingsReader reader) {
        int connections = reader.get(ADDRESS_CONNECTIONS);
        return new GatewaySettings(
                new Listeners(
                        HTTP.read(reader).withAddressConnections(connections),
                        GRPC.read(reader).withAddressConnections(connections)),
                reader.get(AUDIENCE),
                reader.get(ORIGINS),
                new Limits(reader.get(SESSION_PER_MINUTE), reader.get(ADDRESS_PER_MINUTE)),
                reader.get(STREAMS),
                reader.get(LANGUAGE_HINT),
                Upstreams.Given.read(reader),
                GeoipSettings.read(reader));
    }

    /** Reports listeners that others could read or forge: in clear, and without a proxy in front that is known. */
    static void check(SettingsReader reader) {
        Stream.of(HTTP, GRPC).forEach(keys -> {
            try {
                PublicAccess.LISTENER.requireSafe(keys.read(reader));
            } catch (SettingsException e) {
                reader.problems(e);
            }
        });
    }

    private static Setting<Integer> limit(String name, int standard, String doc) {
        return new Setting<>("gateway." + name, Kind.integer(1, MOST), Integer.toString(standard), doc);
    }
}
