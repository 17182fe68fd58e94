package galaxy.web.http.signin;

import galaxy.chassis.http.Response;
import galaxy.pages.request.PageRoute;
import galaxy.pages.view.Problems;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.WebPages;
import galaxy.web.page.Paths;
import galaxy.web.signin.SignInPages;
import java.util.List;

/** Sign-in. */
public final class SignInHandlers implements PageFeature {
    private final WebPages pages;

    public SignInHandlers(WebPages pages) {
        this.pages = pages;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.page(Paths.SIGN_IN, "sign-in", this::form));
    }

    private Response form(PageRequest request) {
        if (pages.players().find(request.exchange()).isPresent()) {
            return pages.redirect(Paths.PROFILE.href());
        }
        return pages.show(request, SignInPages.form(request.words(), "", Problems.none()));
    }
}
