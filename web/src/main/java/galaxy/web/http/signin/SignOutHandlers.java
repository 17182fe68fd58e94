package galaxy.web.http.signin;

import galaxy.chassis.http.Response;
import galaxy.kernel.UnavailableException;
import galaxy.pages.cookie.Visits.Visit;
import galaxy.pages.request.PageRoute;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.WebPages;
import galaxy.web.page.Paths;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The end of the session of a browser. */
public final class SignOutHandlers implements PageFeature {
    private static final String SIGNED_OUT = "signed-out";
    private static final String ONLY_HERE = "signed-out-here";

    private final WebPages pages;
    private final BrowserSession session;

    public SignOutHandlers(WebPages pages, BrowserSession session) {
        this.pages = pages;
        this.session = session;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.form(new FormPage(Paths.SIGN_OUT, "landing", Paths.START, Set.of()), this::signOut));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                SIGNED_OUT, (words, value) -> Notice.of(Tone.OK, words.sentence("sign-out.done")),
                ONLY_HERE, (words, value) -> Notice.of(Tone.WARN, words.sentence("sign-out.only-here")));
    }

    /** The browser forgets the session in any case; what the visit was about is forgotten too. */
    public Response signOut(PageRequest request) {
        String word = SIGNED_OUT;
        try {
            pages.players().find(request.exchange()).ifPresent(player -> session.signOut(request.origin(), player));
        } catch (UnavailableException e) {
            word = ONLY_HERE;
        }
        Response response = pages.redirect(Paths.START.href()).with("Set-Cookie", session.end());
        return pages.keep(response, Visit.EMPTY.notice(word));
    }
}
