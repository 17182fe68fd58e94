package galaxy.web.http.landing;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.StaticFiles;
import galaxy.pages.request.PageRoute;
import galaxy.pages.view.PageHead;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.WebPages;
import galaxy.web.landing.LandingPage;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import java.util.List;

/** The start page: of those who have signed in, that is their profile. */
public final class LandingHandlers implements PageFeature {
    private static final String PICTURE = "orbit.svg";

    private final WebPages pages;

    public LandingHandlers(WebPages pages) {
        this.pages = pages;
    }

    /** The files of this feature. */
    public static StaticFiles files() {
        return StaticFiles.of(LandingHandlers.class, PICTURE);
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.page(Paths.START, "landing", this::start));
    }

    private Response start(PageRequest request) {
        if (pages.players().isSignedIn(request.exchange())) {
            return pages.redirect(Paths.PROFILE.href());
        }
        LandingPage landing = LandingPage.of(request.words());
        var part = new LandingPart(landing, pages.assets().file(PICTURE), pages.notice(request));
        return pages.show(request, Page.of(PageHead.of("landing", landing.title()), part));
    }
}
