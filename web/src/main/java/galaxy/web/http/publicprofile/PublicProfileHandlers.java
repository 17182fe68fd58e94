package galaxy.web.http.publicprofile;

import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.ProfileDetails;
import galaxy.client.connections.PublicProfile;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.users.Standing;
import galaxy.kernel.Parsed;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.FormFields;
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
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.profile.Restriction;
import galaxy.web.publicprofile.ProfileForm;
import galaxy.web.publicprofile.ProfileFormResults;
import galaxy.web.publicprofile.PublicProfilePages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The public profile. */
public final class PublicProfileHandlers implements PageFeature {
    private static final String SAVED = "public-profile-saved";
    private static final String WORD = "public-profile";
    private static final FormPage FORM =
            new FormPage(Paths.PUBLIC_PROFILE, WORD, Paths.PUBLIC_PROFILE, Set.of("name", "avatar", "bio"));

    private final WebPages pages;
    private final Services services;
    private final PublicProfilePages profiles;

    public PublicProfileHandlers(WebPages pages, Services services, PublicProfilePages profiles) {
        this.pages = pages;
        this.services = services;
        this.profiles = profiles;
    }

    @Override
    public List<PageRoute> routes() {
        Route former = Route.get(
                        Paths.USER_PROFILE.template(),
                        Access.anyone(),
                        exchange -> Response.redirect(
                                308, Paths.PUBLIC_PROFILE.href().url()))
                .lenient();
        return List.of(
                pages.own(Paths.PUBLIC_PROFILE, WORD, this::shown),
                pages.ownForm(FORM, this::publish),
                PageRoute.file(former));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(SAVED, (words, value) -> Notice.of(Tone.OK, words.sentence("publicprofile.saved")));
    }

    private Response shown(PageRequest request, Player player) {
        Optional<Restriction> restriction = player.account().flatMap(Restriction::of);
        Words words = request.words();
        if (player.profile() instanceof OwnProfile.Unavailable) {
            return pages.show(request, profiles.unavailable(words, restriction));
        }
        Optional<UserProfile> profile = player.profile().known();
        ProfileForm form =
                profile.map(UserProfile::details).map(ProfileForm::of).orElse(ProfileForm.EMPTY);
        return pages.show(request, profiles.form(words, profile, restriction, form, FormResult.NONE));
    }

    private Response publish(PageRequest request, Player player) {
        FormFields form = request.form();
        var typed = new ProfileForm(form.get("name"), form.get("avatar"), form.get("bio"));
        Optional<Standing> standing;
        try {
            standing = services.users(request.origin(), users -> users.standing(player.id()));
        } catch (UnavailableException e) {
            return down(request, player, typed, Service.USERS, e);
        }
        Optional<Restriction> restriction = standing.flatMap(Restriction::of);
        if (restriction.isPresent()) {
            return refused(
                    request, player, typed, restriction, restriction.get().refused(request.words()));
        }
        try {
            return saved(request, player, typed);
        } catch (UnavailableException e) {
            return down(request, player, typed, Service.CONNECTIONS, e);
        }
    }

    private Response saved(PageRequest request, Player player, ProfileForm typed) {
        if (!(typed.details(pages.assets().avatars())
                instanceof Parsed.Valid<ProfileDetails>(ProfileDetails details))) {
            return refused(request, player, typed, Optional.empty(), ProfileFormResults.avatar(request.words()));
        }
        var outcome = services.connections(
                request.origin(), connections -> connections.setPublicProfile(UserRef.of(player.id()), details));
        return switch (outcome) {
            case Done<PublicProfile, Refusal> done -> pages.redirect(request, Paths.PUBLIC_PROFILE.href(), SAVED);
            case Refused<PublicProfile, Refusal> refused ->
                refused(
                        request,
                        player,
                        typed,
                        Optional.empty(),
                        ProfileFormResults.of(request.words(), typed, refused));
        };
    }

    private Response refused(
            PageRequest request,
            Player player,
            ProfileForm typed,
            Optional<Restriction> restriction,
            FormResult result) {
        Optional<UserProfile> profile = player.profile().known();
        return pages.show(request, profiles.form(request.words(), profile, restriction, typed, result));
    }

    private Response down(
            PageRequest request, Player player, ProfileForm typed, Service service, UnavailableException failure) {
        Words words = request.words();
        Optional<UserProfile> profile = player.profile().known();
        return pages.down(
                request,
                profiles.form(words, profile, Optional.empty(), typed, Unavailable.form(words, service)),
                failure);
    }
}
