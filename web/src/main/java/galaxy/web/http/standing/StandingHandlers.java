package galaxy.web.http.standing;

import galaxy.chassis.http.Response;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.users.Standing;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.pages.request.PageRoute;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.standing.StandingPage;
import java.util.List;
import java.util.Optional;

/** What a player may do. */
public final class StandingHandlers implements PageFeature {
    private final WebPages pages;
    private final Services services;
    private final StandingPage page;

    public StandingHandlers(WebPages pages, Services services, StandingPage page) {
        this.pages = pages;
        this.services = services;
        this.page = page;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.own(Paths.STANDING, "standing", this::show));
    }

    private Response show(PageRequest request, Player player) {
        Standing standing =
                read(request, player.id()).orElseThrow(() -> new UnavailableException("users has no such user yet"));
        return pages.show(request, page.of(request.words(), standing));
    }

    private Optional<Standing> read(PageRequest request, UserId id) {
        return services.users(request.origin(), users -> users.standing(id));
    }

    /** What someone reads who may not sign in; without users it says less. */
    public Page blocked(PageRequest request, ConfirmResult.Blocked blocked) {
        Optional<Standing> standing = blocked.userId().flatMap(id -> {
            try {
                return read(request, id);
            } catch (UnavailableException e) {
                return Optional.empty();
            }
        });
        return page.blocked(request.words(), blocked.reason(), blocked.until(), standing);
    }
}
