package galaxy.web.http.session;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome;
import galaxy.client.auth.DeviceSession;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.auth.Refusal;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.pages.request.PageRoute;
import galaxy.pages.text.Arg;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.signin.SignOutHandlers;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.session.SessionsPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sessions of a player, and their ends. */
public final class SessionHandlers implements PageFeature {
    private static final String PAGE = "sessions";
    private static final String ENDED = "sessions-ended";
    private static final ReasonCode REVOKED = ReasonCode.of("revoked_by_user");

    private final WebPages pages;
    private final Services services;
    private final SignOutHandlers signOut;

    public SessionHandlers(WebPages pages, Services services, SignOutHandlers signOut) {
        this.pages = pages;
        this.services = services;
        this.signOut = signOut;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.own(Paths.SESSIONS, PAGE, (request, player) -> pages.show(request, list(request, player))),
                pages.ownForm(new FormPage(Paths.END_OTHERS, PAGE, Paths.SESSIONS, Set.of()), this::endOthers),
                pages.ownForm(new FormPage(Paths.END_SESSION, PAGE, Paths.SESSIONS, Set.of()), this::end));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                ENDED,
                (words, count) -> Notice.of(
                        Tone.OK, words.sentence("sessions.ended", Arg.count("count", Long.parseLong(count)))));
    }

    private Page list(PageRequest request, Player player) {
        List<DeviceSession> sessions = services.auth(request.origin(), auth -> auth.sessions(player.id()));
        return SessionsPage.of(request.words(), sessions, player.sessionId().value());
    }

    private Response endOthers(PageRequest request, Player player) {
        int count = services.auth(
                request.origin(),
                auth -> auth.revokeAll(
                                player.id(),
                                Optional.of(
                                        DeviceSessionId.of(player.sessionId().value())),
                                reason(player))
                        .orElseThrow());
        return pages.redirect(request, Paths.SESSIONS.href(), ENDED + ":" + count);
    }

    private Response end(PageRequest request, Player player) {
        String id = request.exchange().path("id");
        if (id.equals(player.sessionId().value())) {
            return signOut.signOut(request);
        }
        Outcome<DeviceSession, Refusal> outcome = services.auth(
                request.origin(),
                auth -> auth.revoke(DeviceSessionId.of(id), Optional.of(player.id()), reason(player)));
        return switch (outcome) {
            case Outcome.Done<DeviceSession, Refusal> done ->
                pages.redirect(request, Paths.SESSIONS.href(), ENDED + ":1");
            case Outcome.Refused<DeviceSession, Refusal> refused ->
                pages.show(request, SessionsPage.unknown(request.words(), list(request, player)));
        };
    }

    private static Reason reason(Player player) {
        return new Reason(REVOKED, Actor.of("user", player.id().value()));
    }
}
