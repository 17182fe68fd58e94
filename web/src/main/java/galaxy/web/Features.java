package galaxy.web;

import galaxy.kernel.CountryCode;
import galaxy.pages.asset.Assets;
import galaxy.pages.cookie.CookieNames;
import galaxy.pages.cookie.SealingKey;
import galaxy.pages.cookie.SetCookie;
import galaxy.pages.request.RateLimit;
import galaxy.pages.route.Href;
import galaxy.pages.route.Origin;
import galaxy.pages.text.Reasons;
import galaxy.web.http.PageFeature;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.display.DisplayHandlers;
import galaxy.web.http.files.FileHandlers;
import galaxy.web.http.landing.LandingHandlers;
import galaxy.web.http.session.SessionHandlers;
import galaxy.web.http.signin.BrowserSession;
import galaxy.web.http.signin.CodeCookie;
import galaxy.web.http.signin.ConfirmHandler;
import galaxy.web.http.signin.SignInCalls;
import galaxy.web.http.signin.SignInHandlers;
import galaxy.web.http.signin.SignOutHandlers;
import galaxy.web.http.standing.StandingHandlers;
import galaxy.web.landing.LandingPage;
import galaxy.web.page.Page;
import galaxy.web.session.SessionsPage;
import galaxy.web.signin.CodePages;
import galaxy.web.signin.SignInPages;
import galaxy.web.standing.Causes;
import galaxy.web.standing.StandingPage;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The features of the pages: the one place where each is listed. */
final class Features {
    /** Beside each of these classes are the messages of its package. */
    static final Class<?>[] MESSAGES = {
        Page.class, //
        LandingPage.class,
        SignInPages.class,
        SessionsPage.class,
        StandingPage.class,
    };

    private Features() {}

    /** What features stand on. */
    record Ports(WebPages pages, Services services, Assets assets, Browser browser, Surroundings around) {}

    /** What browsers keep. */
    record Browser(CookieNames names, SetCookie cookies, SealingKey key) {}

    /**
     * What else there is.
     *
     * @param origin of the pages, once it is known
     * @param outbox where mails are read, while there is no relay
     */
    record Surroundings(
            WebSettings settings,
            Supplier<Origin> origin,
            Supplier<Optional<Href>> outbox,
            Function<InetAddress, Optional<CountryCode>> countries,
            Reasons reasons,
            InstantSource clock) {}

    static List<PageFeature> of(Ports ports) {
        WebPages pages = ports.pages();
        Services services = ports.services();
        Surroundings around = ports.around();
        var session = new BrowserSession(
                ports.browser().names().session(), ports.browser().cookies(), services);
        var signOut = new SignOutHandlers(pages, session);
        var standing = new StandingHandlers(
                pages,
                services,
                new StandingPage(new Causes(around.reasons(), around.settings().pages()::appeal)));
        return List.of(
                new FileHandlers(ports.assets(), around.settings().contact(), around.origin(), around.clock()),
                new LandingHandlers(pages),
                signIn(ports, session, standing),
                signOut,
                new DisplayHandlers(
                        pages,
                        ports.browser().names().display(),
                        ports.browser().cookies()),
                new SessionHandlers(pages, services, signOut),
                standing);
    }

    private static SignInHandlers signIn(Ports ports, BrowserSession session, StandingHandlers standing) {
        Surroundings around = ports.around();
        Browser browser = ports.browser();
        var cookie = new CodeCookie(browser.names().code(), browser.key(), browser.cookies(), around.clock());
        var calls = new SignInCalls(ports.services(), session, around.countries());
        var signIn = new SignInPages(around.outbox());
        var code = new CodePages(signIn);
        var confirm = new ConfirmHandler(
                ports.pages(), calls, session, cookie, new ConfirmHandler.Shown(code, standing::blocked));
        var limit = new RateLimit(around.settings().limits().signIns(), around.clock());
        return new SignInHandlers(ports.pages(), calls, confirm, cookie, new SignInHandlers.Shown(signIn, code, limit));
    }
}
