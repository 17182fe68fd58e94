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
import galaxy.pages.route.Origin;
import galaxy.pages.text.Messages;
import galaxy.pages.text.Words;
import galaxy.pages.view.Site;
import galaxy.sessions.store.RedisReplayGuard;
import galaxy.store.SharedStore;
import galaxy.web.http.Players;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.landing.LandingHandlers;
import galaxy.web.page.SiteOfPlayers;
import java.security.SecureRandom;
import java.util.function.Function;

/** What the listener serves. */
record WebSite(PageRoutes routes, ErrorRenderer errors, LateOrigin filter) {
    private static final String NAME = "web";
    private static final String COOKIES = "galaxy-web";
    private static final int UNUSED = 1;

    static WebSite of(WebSettings settings, Upstreams upstreams, Geoip geoip, ServiceContext<SharedStore> context) {
        var metrics = new PageMetrics(context.metrics().registry());
        var services = new Services(
                new Services.Clients(upstreams.users(), upstreams.auth(), upstreams.signIn(), upstreams.connections()),
                context.clock(),
                new DependencyMetrics(NAME, context.metrics().registry()));
        Origin base = settings.origin(java.net.URI.create("http://127.0.0.1:1"));
        var names = CookieNames.of(COOKIES, base);
        var cookies = new SetCookie(base);
        var key = key(settings);
        var assets = Assets.load().and(LandingHandlers.files());
        var readers = new Readers(names, Messages.of(Features.MESSAGES), context.clock());
        Function<Words, Site> site =
                words -> SiteOfPlayers.of(assets, settings.pages().help(), words);
        var sessions = new RedisReplayGuard(context.shared().redis(), UNUSED, context.clock());
        var players = new Players(names.session(), sessions::find, services, (exchange, cookie) -> {}, context.clock());
        var pages = new WebPages(new WebPages.Tools(
                players,
                readers,
                new PageResponse(NAME, site, metrics),
                new Visits(names.visit(), key, cookies, context.clock()),
                assets,
                metrics));
        var filter = new LateOrigin(origin -> new PageFilter(
                NAME,
                origin,
                pages.routes(),
                new PageHeaders(origin, settings.pages().withSubdomains(), true),
                metrics));
        var own = new OwnFeatures.Ports(
                assets, settings.pages().catalogue(), filter, settings.limits(), context.clock(), new SecureRandom());
        PageRoutes routes = pages.serve(Features.of(new Features.Ports(pages, services, assets, own)));
        return new WebSite(routes, new ErrorPages(site, readers), filter);
    }

    private static SealingKey key(WebSettings settings) {
        var random = new SecureRandom();
        Secret secret = settings.key().orElseGet(() -> SealingKey.draw(random));
        return SealingKey.parse(secret, random).orElseThrow();
    }
}
