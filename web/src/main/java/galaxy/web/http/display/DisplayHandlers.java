package galaxy.web.http.display;

import galaxy.chassis.http.Response;
import galaxy.kernel.UnavailableException;
import galaxy.pages.cookie.Display;
import galaxy.pages.cookie.SetCookie;
import galaxy.pages.cookie.Target;
import galaxy.pages.request.FormFields;
import galaxy.pages.request.PageRoute;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.view.Theme;
import galaxy.web.http.FormPage;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.WebPages;
import galaxy.web.page.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The looks of pages, which a browser chooses at the end of each. */
public final class DisplayHandlers implements PageFeature {
    private static final String THEME = "theme";
    private static final String LANGUAGE = "lang";
    private static final String BACK = "back";
    private static final String TOKEN = "token";
    /** A longer text is no token, and would not fit into a cookie. */
    private static final int MOST_TOKEN = 256;

    private final WebPages pages;
    private final String name;
    private final SetCookie cookies;

    /** @param name of the cookie */
    public DisplayHandlers(WebPages pages, String name, SetCookie cookies) {
        this.pages = pages;
        this.name = name;
        this.cookies = cookies;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.form(
                new FormPage(Paths.DISPLAY, "landing", Paths.START, Set.of(THEME, LANGUAGE, BACK, TOKEN)),
                this::choose));
    }

    private Response choose(PageRequest request) {
        FormFields form = request.form();
        Response response = keepsToken(form)
                ? pages.keep(
                        pages.redirect(Paths.OPENED_LINK.href()),
                        request.visit().token(form.get(TOKEN)))
                : Response.redirect(
                        303, pages.target(form.get(BACK)).orElse(Target.START).path());
        Display before = pages.readers().display(request.exchange()::headers);
        Display chosen = chosen(request, form, before);
        return chosen.equals(before)
                ? response
                : response.with("Set-Cookie", cookies.set(name, chosen.value(), Display.LIFE));
    }

    /** The token of a link must not come back into an address. */
    private static boolean keepsToken(FormFields form) {
        String token = form.get(TOKEN);
        return !token.isEmpty() && token.length() <= MOST_TOKEN;
    }

    private Display chosen(PageRequest request, FormFields form, Display before) {
        Theme theme = Theme.of(form.get(THEME)).orElse(before.theme());
        Optional<PageLanguage> language = PageLanguage.tagged(form.get(LANGUAGE))
                .filter(tagged -> PageLanguage.written().contains(tagged));
        return new Display(theme, isSignedIn(request) ? before.language() : language.or(before::language));
    }

    private boolean isSignedIn(PageRequest request) {
        try {
            return pages.players().find(request.exchange()).isPresent();
        } catch (UnavailableException e) {
            return pages.players().hasCookie(request.exchange());
        }
    }
}
