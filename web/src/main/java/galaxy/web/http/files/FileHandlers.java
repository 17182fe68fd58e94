package galaxy.web.http.files;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.contracts.ErrorCode;
import galaxy.pages.asset.Assets;
import galaxy.pages.request.PageRoute;
import galaxy.pages.route.Href;
import galaxy.pages.route.Origin;
import galaxy.pages.route.PagePath;
import galaxy.web.http.PageFeature;
import galaxy.web.page.Paths;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What pages load, and what programs read. */
public final class FileHandlers implements PageFeature {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String ROBOTS = "User-agent: *\nDisallow: /c/\n";
    private static final Duration VALID = Duration.ofDays(365);

    private final Assets assets;
    private final Optional<Href> contact;
    private final Supplier<Origin> origin;
    private final InstantSource clock;

    /** @param contact for reports on security */
    public FileHandlers(Assets assets, Optional<Href> contact, Supplier<Origin> origin, InstantSource clock) {
        this.assets = assets;
        this.contact = contact;
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                PageRoute.file(assets.route()),
                text(Paths.ROBOTS, () -> Optional.of(ROBOTS)),
                text(Paths.SECURITY, this::security));
    }

    private static PageRoute text(PagePath path, Supplier<Optional<String>> text) {
        return PageRoute.file(Route.get(
                        path.template(),
                        Access.anyone(),
                        exchange -> text.get()
                                .map(known -> Response.encoded(200, TEXT, known.getBytes(StandardCharsets.UTF_8)))
                                .orElseGet(() -> Response.error(ErrorCode.ROUTE_NOT_FOUND)))
                .lenient());
    }

    /** By RFC 9116. */
    private Optional<String> security() {
        Instant expires = clock.instant().plus(VALID).truncatedTo(ChronoUnit.DAYS);
        return contact.map(place -> "Contact: %s\nExpires: %s\nCanonical: %s\n"
                .formatted(
                        place.url(),
                        expires,
                        Paths.SECURITY.href().after(origin.get().text())));
    }
}
