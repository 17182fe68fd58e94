package galaxy.web;

import galaxy.chassis.http.ErrorRenderer;
import galaxy.chassis.service.ServiceContext;
import galaxy.geoip.Geoip;
import galaxy.kernel.Secret;
import galaxy.pages.asset.Assets;
import galaxy.pages.cookie.CookieNames;
import galaxy.pages.cookie.SealingKey;
import galaxy.pages.cookie.SetCookie;
import galaxy.pages.cookie.Visits;
import galaxy.pages.request.DependencyMetrics;
import galaxy.pages.request.ErrorPages;
import galaxy.pages.request.PageFilter;
import galaxy.pages.request.PageHeaders;
import galaxy.pages.request.PageMetrics;
import galaxy.pages.request.PageResponse;
import galaxy.pages.request.PageRoutes;
import galaxy.pages.request.Readers;
import galaxy.pages.route.Href;
import galaxy.pages.route.Origin;
import galaxy.pages.text.Messages;
import galaxy.pages.text.Words;
import galaxy.pages.view.Site;
import galaxy.sessions.store.RedisReplayGuard;
import galaxy.store.SharedStore;
import galaxy.web.http.Players;
import galaxy.web.http.Services;
import galaxy.web.http.UseReports;
import galaxy.web.http.WebPages;
import galaxy.web.http.landing.LandingHandlers;
import galaxy.web.page.SiteOfPlayers;
import java.net.URI;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What the listener serves. */
record WebSite(PageRoutes routes, ErrorRenderer errors, LateOrigin filter, UseReports uses) {
    private static final String NAME = "web";
    private static final String COOKIES = "galaxy-web";

    /** Pages count no requests of sessions. */
    private static final int NONE = 1;

    static WebSite of(WebSettings settings, Upstreams upstreams, Geoip geoip, ServiceContext<SharedStore> context) {
        var registry = context.metrics().registry();
        var metrics = new PageMetrics(registry);
        var services = new Services(
                new Services.Clients(upstreams.users(), upstreams.auth(), upstreams.signIn(), upstreams.connections()),
                context.clock(),
                new DependencyMetrics(NAME, registry));
        // Names and attributes of cookies follow the scheme, which does not depend on the port.
        Origin scheme = settings.origin(URI.create("http://127.0.0.1:1"));
        var browser = new Features.Browser(CookieNames.of(COOKIES, scheme), new SetCookie(scheme), key(settings));
        var assets = Assets.load().and(LandingHandlers.files());
        var readers = new Readers(browser.names(), Messages.of(Features.MESSAGES), context.clock());
        Function<Words, Site> site =
                words -> SiteOfPlayers.of(assets, settings.pages().help(), words);
        var uses = new UseReports(services, geoip.countries()::countryOf, context.clock());
        var pages = pages(
                new Toolkit(readers, new PageResponse(NAME, site, metrics), assets, metrics),
                browser,
                players(browser, services, uses, context),
                context);
        var origin = new CompletableFuture<Origin>();
        PageRoutes routes = pages.serve(Features.of(new Features.Ports(
                pages,
                services,
                assets,
                browser,
                around(settings, origin, geoip, context),
                own(settings, origin, assets, context))));
        var filter = new LateOrigin(
                origin,
                known -> new PageFilter(
                        NAME,
                        known,
                        routes,
                        new PageHeaders(known, settings.pages().withSubdomains(), true),
                        metrics));
        return new WebSite(routes, new ErrorPages(site, readers), filter, uses);
    }

    private record Toolkit(Readers readers, PageResponse responses, Assets assets, PageMetrics metrics) {}

    private static WebPages pages(
            Toolkit kit, Features.Browser browser, Players players, ServiceContext<SharedStore> context) {
        var visits = new Visits(browser.names().visit(), browser.key(), browser.cookies(), context.clock());
        return new WebPages(
                new WebPages.Tools(players, kit.readers(), kit.responses(), visits, kit.assets(), kit.metrics()));
    }

    private static Players players(
            Features.Browser browser, Services services, UseReports uses, ServiceContext<SharedStore> context) {
        var sessions = new RedisReplayGuard(context.shared().redis(), NONE, context.clock());
        return new Players(browser.names().session(), sessions::find, services, uses::used, context.clock());
    }

    private static Features.Surroundings around(
            WebSettings settings, CompletableFuture<Origin> origin, Geoip geoip, ServiceContext<SharedStore> context) {
        return new Features.Surroundings(
                settings,
                origin::join,
                () -> settings.outbox().or(() -> context.peers().page("/outbox").map(Href::external)),
                geoip.countries()::countryOf,
                settings.pages().catalogue(),
                context.clock());
    }

    private static OwnFeatures.Ports own(
            WebSettings settings,
            CompletableFuture<Origin> origin,
            Assets assets,
            ServiceContext<SharedStore> context) {
        return new OwnFeatures.Ports(
                assets,
                settings.pages().catalogue(),
                origin::join,
                settings.limits(),
                context.clock(),
                new SecureRandom());
    }

    private static SealingKey key(WebSettings settings) {
        var random = new SecureRandom();
        Secret secret = settings.key().orElseGet(() -> SealingKey.draw(random));
        return SealingKey.parse(secret, random).orElseThrow();
    }
}
