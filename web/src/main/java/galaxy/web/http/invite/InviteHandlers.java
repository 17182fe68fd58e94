package galaxy.web.http.invite;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.FormFields;
import galaxy.pages.request.PageRoute;
import galaxy.pages.request.RateLimit;
import galaxy.pages.text.Words;
import galaxy.web.contact.SearchResults;
import galaxy.web.http.FormPage;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.invite.InviteForm;
import galaxy.web.invite.InvitePages;
import galaxy.web.invite.Recipient;
import galaxy.web.page.FormResult;
import galaxy.web.page.Paths;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whom an invite would go to. Nothing is written. */
public final class InviteHandlers implements PageFeature {
    private static final String WORD = "invite";
    private static final FormPage FORM =
            new FormPage(Paths.NEW_INVITE, WORD, Paths.NEW_INVITE, Set.of("recipient", "action", "verified_user_id"));

    private final WebPages pages;
    private final Services services;
    private final InvitePages invites;
    private final RateLimit lookups;

    /**
     * Prepares it.
     *
     * @param lookups of usernames, for each session
     */
    public InviteHandlers(WebPages pages, Services services, InvitePages invites, RateLimit lookups) {
        this.pages = pages;
        this.services = services;
        this.invites = invites;
        this.lookups = lookups;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.own(Paths.NEW_INVITE, WORD, this::shown), pages.ownForm(FORM, this::submit));
    }

    private Response shown(PageRequest request, Player player) {
        return pages.show(request, invites.form(request.words(), InviteForm.EMPTY, FormResult.NONE));
    }

    private Response submit(PageRequest request, Player player) {
        FormFields form = request.form();
        var typed = new InviteForm(form.get("recipient"), form.get("action"), form.get("verified_user_id"));
        Words words = request.words();
        try {
            return switch (Recipient.read(words, typed)) {
                case Recipient.Wrong(FormResult result) -> refused(request, typed, result);
                case Recipient.Known(UserRef id) ->
                    isOwn(player, id) ? refused(request, typed, Recipient.own(words)) : wouldSend(request, id);
                case Recipient.Named(Username username) -> named(request, player, typed, username);
            };
        } catch (UnavailableException e) {
            FormResult result = Unavailable.form(words, Service.CONNECTIONS);
            return pages.down(request, invites.form(words, typed, result), e);
        }
    }

    private static boolean isOwn(Player player, UserRef id) {
        return id.value().equals(player.id().value());
    }

    private Response refused(PageRequest request, InviteForm typed, FormResult result) {
        return pages.show(request, invites.form(request.words(), typed, result));
    }

    private Response wouldSend(PageRequest request, UserRef id) {
        Optional<UserProfile> person =
                services.connections(request.origin(), connections -> switch (connections.getUserProfile(id)) {
                    case Done<UserProfile, Refusal>(UserProfile known) -> Optional.of(known);
                    case Refused<UserProfile, Refusal> refused -> Optional.empty();
                });
        return pages.show(request, invites.wouldSend(request.words(), id, person));
    }

    private Response named(PageRequest request, Player player, InviteForm typed, Username username) {
        Words words = request.words();
        Optional<Duration> wait = lookups.count(player.sessionId().value());
        if (wait.isPresent()) {
            return refused(request, typed, SearchResults.tooMany(words, wait.get()))
                    .with("Retry-After", Long.toString(SearchResults.seconds(wait.get())));
        }
        var outcome = services.connections(request.origin(), connections -> connections.lookupUserProfile(username));
        return switch (outcome) {
            case Done<UserProfile, Refusal>(UserProfile person) ->
                isOwn(player, person.userId())
                        ? refused(request, typed, Recipient.own(words))
                        : found(request, typed, person);
            case Refused<UserProfile, Refusal>(Refusal reason, var _) ->
                refused(request, typed, Recipient.refused(words, typed, reason));
        };
    }

    private Response found(PageRequest request, InviteForm typed, UserProfile person) {
        Words words = request.words();
        if (typed.action().equals("verify")) {
            return pages.show(request, invites.verified(words, typed, person));
        }
        boolean isChecked = typed.verifiedUserId().equals(person.userId().value());
        return pages.show(
                request,
                isChecked
                        ? invites.wouldSend(words, person.userId(), Optional.of(person))
                        : invites.changed(words, typed, person));
    }
}
