package galaxy.web.http.signin;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.Refusal;
import galaxy.kernel.UnavailableException;
import galaxy.pages.cookie.Visits.Visit;
import galaxy.pages.request.FormFields;
import galaxy.pages.route.Href;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.WebPages;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.signin.CodePages;
import galaxy.web.signin.CodePages.Typed;
import galaxy.web.signin.DeviceName;
import galaxy.web.signin.StartedSignIn;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Confirms a code: then the browser has a session. */
public final class ConfirmHandler {
    static final String CHALLENGE = "challenge";
    private static final String CODE = "code";
    private static final String ZONE = "time_zone";
    static final Set<String> FIELDS = Set.of(CHALLENGE, CODE, ZONE);

    private final WebPages pages;
    private final SignInCalls calls;
    private final BrowserSession session;
    private final CodeCookie cookie;
    private final Shown shown;

    /** What a blocked player reads. */
    @FunctionalInterface
    public interface BlockedPage {
        Page of(PageRequest request, ConfirmResult.Blocked blocked);
    }

    /** What is shown when there is no session. */
    public record Shown(CodePages code, BlockedPage blocked) {}

    public ConfirmHandler(WebPages pages, SignInCalls calls, BrowserSession session, CodeCookie cookie, Shown shown) {
        this.pages = pages;
        this.calls = calls;
        this.session = session;
        this.cookie = cookie;
        this.shown = shown;
    }

    Response confirm(PageRequest request, StartedSignIn started) {
        FormFields form = request.form();
        var typed = new Typed(started, form.get(CODE), form.get(ZONE));
        if (typed.code().isBlank()) {
            return pages.show(request, shown.code().malformed(request.words(), typed));
        }
        try {
            return switch (calls.confirm(request, started, confirmation(request, typed))) {
                case Outcome.Done<ConfirmResult, Refusal>(ConfirmResult result) -> response(request, typed, result);
                case Outcome.Refused<ConfirmResult, Refusal>(var reason, ServiceError error) ->
                    pages.show(request, refused(request, typed, error));
            };
        } catch (UnavailableException e) {
            return pages.show(request, shown.code().down(request.words(), typed))
                    .with("Retry-After", Long.toString(e.retryAfterSeconds()));
        }
    }

    private Confirmation confirmation(PageRequest request, Typed typed) {
        Exchange exchange = request.exchange();
        Optional<String> device =
                exchange.headers("User-Agent").stream().findFirst().flatMap(DeviceName::of);
        return new Confirmation(
                typed.code(),
                new Confirmation.Device(
                        new Credential.Cookie(
                                BrowserSession.digest(typed.started().secret())),
                        device),
                new Confirmation.Registration(
                        request.words().language().tag(), typed.zone().isEmpty() ? "UTC" : typed.zone()),
                calls.from(exchange));
    }

    private Page refused(PageRequest request, Typed typed, ServiceError error) {
        boolean isCode =
                error.details().stream().anyMatch(detail -> detail.field().equals(CODE));
        return isCode
                ? shown.code().malformed(request.words(), typed)
                : shown.code().wrongZone(request.words(), typed);
    }

    private Response response(PageRequest request, Typed typed, ConfirmResult result) {
        return switch (result) {
            case ConfirmResult.SignedIn signedIn -> signedIn(request, typed.started(), signedIn);
            case ConfirmResult.WrongCode(int left) ->
                pages.show(request, shown.code().wrong(request.words(), typed, left));
            case ConfirmResult.Expired() -> pages.show(request, shown.code().ended(request.words()));
            case ConfirmResult.Limited(Duration wait) ->
                SignInHandlers.retryAfter(
                        pages.show(request, shown.code().limited(request.words(), typed, wait)), wait);
            case ConfirmResult.Blocked blocked ->
                pages.show(request, shown.blocked().of(request, blocked)).with("Set-Cookie", cookie.end());
        };
    }

    private Response signedIn(PageRequest request, StartedSignIn started, ConfirmResult.SignedIn signedIn) {
        endFormer(request, signedIn);
        return toTarget(request)
                .with("Set-Cookie", session.write(signedIn, started.secret()))
                .with("Set-Cookie", cookie.end());
    }

    /** Signing in ends the session that the browser had before; one that cannot be ended now ends by itself. */
    private void endFormer(PageRequest request, ConfirmResult.SignedIn signedIn) {
        try {
            Optional<Player> former = pages.players()
                    .find(request.exchange())
                    .filter(player -> !player.sessionId()
                            .value()
                            .equals(signedIn.sessionId().value()));
            former.ifPresent(player -> session.signOut(request.origin(), player));
        } catch (UnavailableException e) {
            return;
        }
    }

    /** To where the player wanted to go. */
    Response toTarget(PageRequest request) {
        Visit visit = request.visit();
        Optional<String> target = visit.target()
                .map(known -> known.path())
                .filter(path -> pages.target(path).isPresent());
        Href profile = Paths.PROFILE.href();
        Response response = Response.redirect(303, target.orElse(profile.url()));
        return visit.target().isEmpty()
                ? response
                : pages.keep(response, new Visit(Optional.empty(), visit.token(), visit.notice()));
    }
}
