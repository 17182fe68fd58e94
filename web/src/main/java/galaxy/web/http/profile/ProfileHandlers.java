package galaxy.web.http.profile;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.users.Account;
import galaxy.client.users.Refusal;
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
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.profile.ProfileForms;
import galaxy.web.profile.ProfilePages;
import galaxy.web.profile.ProfileResults;
import galaxy.web.profile.SettingsPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The profile, its two forms, and the page of settings. */
public final class ProfileHandlers implements PageFeature {
    private static final String NAME_SAVED = "race-name-saved";
    private static final String SETTINGS_SAVED = "settings-saved";
    private static final FormPage NAME = new FormPage(Paths.RACE_NAME, "profile", Paths.PROFILE, Set.of("race_name"));
    private static final FormPage SETTINGS =
            new FormPage(Paths.ACCOUNT_SETTINGS, "profile", Paths.PROFILE, Set.of("preferred_language", "time_zone"));

    private final WebPages pages;
    private final Services services;
    private final ProfilePages profile;

    public ProfileHandlers(WebPages pages, Services services, ProfilePages profile) {
        this.pages = pages;
        this.services = services;
        this.profile = profile;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.own(Paths.PROFILE, "profile", this::shown),
                pages.ownForm(NAME, this::rename),
                pages.ownForm(SETTINGS, this::changeSettings),
                pages.own(Paths.SETTINGS, "settings", this::settings));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                NAME_SAVED, (words, value) -> Notice.of(Tone.OK, words.sentence("profile.name-saved")),
                SETTINGS_SAVED, (words, value) -> Notice.of(Tone.OK, words.sentence("profile.settings-saved")));
    }

    private Response shown(PageRequest request, Player player) {
        Account account =
                player.account().orElseThrow(() -> new UnavailableException("the account is not known at this time"));
        return pages.show(request, profile.shown(request.words(), account));
    }

    private Response settings(PageRequest request, Player player) {
        boolean isKnown = !(player.profile() instanceof OwnProfile.Unavailable);
        return pages.show(
                request,
                SettingsPage.of(
                        request.words(), player.account(), player.profile().known(), isKnown));
    }

    private Response rename(PageRequest request, Player player) {
        String typed = request.form().get("race_name");
        try {
            return switch (services.users(request.origin(), users -> users.rename(player.id(), typed))) {
                case Done<Account, Refusal> done -> pages.redirect(request, Paths.PROFILE.href(), NAME_SAVED);
                case Refused<Account, Refusal> refused -> {
                    Words words = request.words();
                    yield pages.show(
                            request,
                            name(words, player, typed, ProfileResults.name(words, player.account(), typed, refused)));
                }
            };
        } catch (UnavailableException e) {
            Words words = request.words();
            return pages.down(request, name(words, player, typed, Unavailable.form(words, Service.USERS)), e);
        }
    }

    private Page name(Words words, Player player, String typed, FormResult result) {
        Optional<Account> account = player.account();
        return account.map(known ->
                        profile.page(words, known, ProfileForms.of(known).raceName(typed), result))
                .orElseGet(() -> profile.nameAlone(words, typed, result));
    }

    private Response changeSettings(PageRequest request, Player player) {
        FormFields form = request.form();
        var typed = new ProfileForms("", form.get("preferred_language"), form.get("time_zone"));
        try {
            if (typed.language().isEmpty() || typed.timeZone().isEmpty()) {
                Words words = request.words();
                return pages.show(request, settings(words, player, typed, ProfileResults.incomplete(words, typed)));
            }
            var outcome = services.users(
                    request.origin(),
                    users -> users.changeSettings(
                            player.id(), Optional.of(typed.language()), Optional.of(typed.timeZone())));
            return switch (outcome) {
                case Done<Account, Refusal> done -> pages.redirect(request, Paths.PROFILE.href(), SETTINGS_SAVED);
                case Refused<Account, Refusal> refused -> {
                    Words words = request.words();
                    yield pages.show(
                            request,
                            settings(words, player, typed, ProfileResults.settings(words, player.account(), refused)));
                }
            };
        } catch (UnavailableException e) {
            Words words = request.words();
            return pages.down(request, settings(words, player, typed, Unavailable.form(words, Service.USERS)), e);
        }
    }

    private Page settings(Words words, Player player, ProfileForms typed, FormResult result) {
        return player.account()
                .map(known -> profile.page(
                        words, known, ProfileForms.of(known).settings(typed.language(), typed.timeZone()), result))
                .orElseGet(() -> profile.settingsAlone(words, typed, result));
    }
}
