package galaxy.web.http.username;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.client.connections.UsernameRecord;
import galaxy.client.users.Standing;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.PageRoute;
import galaxy.pages.text.Words;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.OwnProfile;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Typed;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.profile.Restriction;
import galaxy.web.username.UsernamePages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The username. */
public final class UsernameHandlers implements PageFeature {
    private static final String SAVED = "username-saved";
    private static final FormPage FORM =
            new FormPage(Paths.USERNAME, "username", Paths.USERNAME, Set.of("username", "confirm"));

    private final WebPages pages;
    private final Services services;
    private final UsernamePages username;

    public UsernameHandlers(WebPages pages, Services services, UsernamePages username) {
        this.pages = pages;
        this.services = services;
        this.username = username;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.own(Paths.USERNAME, "username", this::shown), pages.ownForm(FORM, this::choose));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(SAVED, (words, value) -> Notice.of(Tone.OK, words.sentence("username.saved")));
    }

    private Response shown(PageRequest request, Player player) {
        Optional<Restriction> restriction = player.account().flatMap(Restriction::of);
        Words words = request.words();
        if (player.profile() instanceof OwnProfile.Unavailable) {
            return pages.show(request, username.unavailable(words, restriction));
        }
        Optional<Username> current = current(player);
        String typed = current.map(Username::value).orElse("");
        return pages.show(request, username.form(words, current, restriction, typed, FormResult.NONE));
    }

    private static Optional<Username> current(Player player) {
        return player.profile().known().flatMap(UserProfile::username);
    }

    private Response choose(PageRequest request, Player player) {
        String typed = request.form().get("username");
        Optional<Standing> standing;
        try {
            standing = services.users(request.origin(), users -> users.standing(player.id()));
        } catch (UnavailableException e) {
            return down(request, player, typed, Service.USERS, e);
        }
        Optional<Restriction> restriction = standing.flatMap(Restriction::of);
        if (restriction.isPresent()) {
            Words words = request.words();
            FormResult result = restriction.get().refused(words);
            return pages.show(request, username.form(words, current(player), restriction, typed, result));
        }
        try {
            return chosen(request, player, typed);
        } catch (UnavailableException e) {
            return down(request, player, typed, Service.CONNECTIONS, e);
        }
    }

    private Response down(
            PageRequest request, Player player, String typed, Service service, UnavailableException failure) {
        Words words = request.words();
        Page page = username.form(words, current(player), Optional.empty(), typed, Unavailable.form(words, service));
        return pages.down(request, page, failure);
    }

    private Response chosen(PageRequest request, Player player, String typed) {
        UserRef id = UserRef.of(player.id());
        var wanted = Username.of(Typed.username(typed));
        var own = services.connections(request.origin(), connections -> connections.getUsername(id));
        boolean isConfirmed = request.form().get("confirm").equals("yes");
        if (isConfirmed || !(own instanceof Done<UsernameRecord, Refusal>(UsernameRecord old))) {
            return save(request, player, wanted, typed);
        }
        var known = services.connections(request.origin(), connections -> connections.lookupUsername(wanted));
        return switch (known) {
            case Done<UsernameRecord, Refusal>(UsernameRecord other) ->
                other.userId().equals(id)
                        ? saved(request)
                        : refused(request, player, typed, UsernamePages.taken(request.words(), typed));
            case Refused<UsernameRecord, Refusal>(Refusal reason, var _) ->
                reason == Refusal.USERNAME_NOT_FOUND
                        ? pages.show(
                                request, UsernamePages.confirmation(request.words(), old.username(), wanted.value()))
                        : refused(request, player, typed, UsernamePages.invalid(request.words(), typed));
        };
    }

    private Response save(PageRequest request, Player player, Username wanted, String typed) {
        var outcome = services.connections(
                request.origin(), connections -> connections.setUsername(UserRef.of(player.id()), wanted));
        return switch (outcome) {
            case Done<UsernameRecord, Refusal> done -> saved(request);
            case Refused<UsernameRecord, Refusal> refused ->
                refused(request, player, typed, UsernamePages.refused(request.words(), typed, refused));
        };
    }

    private Response saved(PageRequest request) {
        return pages.redirect(request, Paths.USERNAME.href(), SAVED);
    }

    private Response refused(PageRequest request, Player player, String typed, FormResult result) {
        return pages.show(request, username.form(request.words(), current(player), Optional.empty(), typed, result));
    }
}
