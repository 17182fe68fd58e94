package galaxy.web;

import galaxy.chassis.identity.PublicAccess;
import galaxy.chassis.server.ListenerKeys;
import galaxy.chassis.server.ListenerSettings;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsException;
import galaxy.chassis.settings.SettingsReader;
import galaxy.geoip.GeoipSettings;
import galaxy.kernel.Parsed;
import galaxy.kernel.Secret;
import galaxy.pages.PagesSettings;
import galaxy.pages.cookie.SealingKey;
import galaxy.pages.route.Href;
import galaxy.pages.route.Origin;
import galaxy.pages.text.Reasons;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of the player's pages, with those of the libraries.
 *
 * @param origin where browsers find the pages; without one at the address of the listener
 * @param key for cookies; without one it is drawn
 * @param outbox where mails of codes are read while auth has no relay; without one that of the process
 * @param contact for reports on security
 */
record WebSettings(
        ListenerSettings http,
        Optional<Origin> origin,
        Optional<Secret> key,
        Limits limits,
        Optional<Href> outbox,
        Optional<Href> contact,
        Upstreams.Given upstreams,
        PagesSettings pages,
        GeoipSettings geoip) {
    private static final int MOST = 1_000_000;
    private static final ListenerKeys HTTP = new ListenerKeys("web.http", 8088, "port of the player's pages");
    private static final Setting<Optional<Origin>> ORIGIN = new Setting<>(
            "web.origin",
            Kind.open("origin", Origin::parse).orNone(),
            "",
            "where browsers find the pages, such as https://galaxy.example; without one http://127.0.0.1 with the port");
    private static final Setting<Optional<Secret>> KEY = new Setting<>(
            "web.key",
            new Kind<>("key", true, WebSettings::key).orNone(),
            "",
            "key of cookies, 32 bytes in base64 as galaxy web key prints, the same for all instances; drawn at the start on loopback");
    private static final Setting<Integer> PREVIEWS =
            limit("previews", 60, "contact links that one address may open a minute");
    private static final Setting<Integer> LOOKUPS =
            limit("lookups", 30, "usernames that one session may look up a minute");
    private static final Setting<Integer> SIGN_INS =
            limit("sign-ins", 20, "forms of sign-in that one address may send a minute");
    private static final Setting<Optional<Href>> OUTBOX = link(
            "web.outbox.url",
            "where mails with codes are read while auth has no relay; that of the process without it");
    private static final Setting<Optional<Href>> CONTACT =
            link("web.security.contact", "where to report a fault in security, for /.well-known/security.txt");

    static final List<Setting<?>> ALL = Stream.of(
                    HTTP.all().stream(),
                    Stream.<Setting<?>>of(ORIGIN, KEY, PREVIEWS, LOOKUPS, SIGN_INS, OUTBOX, CONTACT),
                    Upstreams.SETTINGS.stream())
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    /** The listener that any client may use. */
    static final Set<String> PUBLIC = Set.of("web.http");

    /** Requests a minute; 0 is no limit. */
    record Limits(int previews, int lookups, int signIns) {}

    static WebSettings read(SettingsReader reader) {
        return new WebSettings(
                HTTP.read(reader),
                reader.get(ORIGIN),
                reader.get(KEY),
                new Limits(reader.get(PREVIEWS), reader.get(LOOKUPS), reader.get(SIGN_INS)),
                reader.get(OUTBOX),
                reader.get(CONTACT),
                Upstreams.Given.read(reader),
                PagesSettings.read(reader),
                GeoipSettings.read(reader));
    }

    /** Reports a listener that others could read, and a key that is missing where browsers of other machines come. */
    static void check(SettingsReader reader) {
        ListenerSettings http = HTTP.read(reader);
        try {
            PublicAccess.LISTENER.requireSafe(http);
        } catch (SettingsException e) {
            reader.problems(e);
        }
        List<String> problems = new ArrayList<>();
        var _ = Reasons.read(PagesSettings.read(reader).reasons(), problems);
        if (!problems.isEmpty()) {
            reader.problems(new SettingsException(problems));
        }
        boolean isLoopback = http.address().ip().isLoopbackAddress()
                && reader.get(ORIGIN).map(Origin::isLoopback).orElse(true);
        PagesSettings.check(reader);
        if (!isLoopback && reader.get(KEY).isEmpty()) {
            reader.problem(KEY, "is not set, and the pages are not for this machine alone; give one");
        }
    }

    /** Where browsers find the pages, once it is known where the listener is. */
    Origin origin(URI listener) {
        return origin.orElseGet(() -> new Origin(
                "http",
                http.address().ip().isAnyLocalAddress() ? "127.0.0.1" : listener.getHost(),
                listener.getPort()));
    }

    private static Parsed<Secret> key(String text) {
        Secret secret = Secret.of(text);
        return SealingKey.parse(secret, new SecureRandom()).map(key -> secret);
    }

    private static Setting<Integer> limit(String name, int standard, String doc) {
        return new Setting<>(
                "web.limits." + name, Kind.integer(0, MOST), Integer.toString(standard), doc + "; 0 is no limit");
    }

    private static Setting<Optional<Href>> link(String key, String doc) {
        return new Setting<>(key, Kind.open("link", PagesSettings::link).orNone(), "", doc);
    }
}
