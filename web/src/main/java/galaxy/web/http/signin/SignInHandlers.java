package galaxy.web.http.signin;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.Refusal;
import galaxy.client.auth.SendResult;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.PageRoute;
import galaxy.pages.request.RateLimit;
import galaxy.pages.text.Arg;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.WebPages;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.signin.CodePages;
import galaxy.web.signin.CodePages.Typed;
import galaxy.web.signin.SignInPages;
import galaxy.web.signin.StartedSignIn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign-in: the address, and the code that was sent to it. */
public final class SignInHandlers implements PageFeature {
    /** Auth sends a mail, or makes a user. */
    static final Duration DEADLINE = Duration.ofMillis(3500);

    private static final String EMAIL = "email";
    private static final String SENT = "code-sent";
    private static final String NEWER = "code-newer";

    private final WebPages pages;
    private final SignInCalls calls;
    private final ConfirmHandler confirm;
    private final CodeCookie cookie;
    private final Shown shown;

    /**
     * What is shown, and how often forms may be sent.
     *
     * @param limit of all forms of sign-in together, for each address
     */
    public record Shown(SignInPages signIn, CodePages code, RateLimit limit) {}

    public SignInHandlers(WebPages pages, SignInCalls calls, ConfirmHandler confirm, CodeCookie cookie, Shown shown) {
        this.pages = pages;
        this.calls = calls;
        this.confirm = confirm;
        this.cookie = cookie;
        this.shown = shown;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.page(Paths.SIGN_IN, "sign-in", this::form),
                pages.page(Paths.CODE, "code", this::codeForm),
                slow(pages.form(new FormPage(Paths.SIGN_IN, "sign-in", Paths.SIGN_IN, Set.of(EMAIL)), this::send)),
                slow(pages.form(new FormPage(Paths.CODE, "code", Paths.CODE, ConfirmHandler.FIELDS), this::confirm)),
                slow(pages.form(new FormPage(Paths.RESEND, "code", Paths.CODE, Set.of()), this::resend)));
    }

    private PageRoute slow(PageRoute route) {
        return route.limited(shown.limit()).within(DEADLINE);
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                SENT, (words, email) -> Notice.of(Tone.OK, words.sentence("code.resent")),
                NEWER, (words, email) -> Notice.of(Tone.WARN, words.sentence("code.newer", Arg.code("email", email))));
    }

    private Response form(PageRequest request) {
        return isSignedIn(request)
                ? pages.redirect(Paths.PROFILE.href())
                : pages.show(request, shown.signIn().form(request.words(), ""));
    }

    private Response codeForm(PageRequest request) {
        Optional<StartedSignIn> started = cookie.read(request.exchange());
        if (started.isEmpty()) {
            return isSignedIn(request) ? pages.redirect(Paths.PROFILE.href()) : pages.redirect(Paths.SIGN_IN.href());
        }
        return pages.show(request, shown.code().form(request.words(), Typed.nothing(started.get())));
    }

    private boolean isSignedIn(PageRequest request) {
        return pages.players().isSignedIn(request.exchange());
    }

    private Response send(PageRequest request) {
        String email = request.form().get(EMAIL);
        Optional<StartedSignIn> before = cookie.read(request.exchange());
        try {
            return switch (calls.send(request, codeRequest(request, email, before))) {
                case Outcome.Done<SendResult, Refusal>(SendResult.Sent sent) ->
                    pages.redirect(Paths.CODE.href())
                            .with("Set-Cookie", cookie.write(calls.started(sent, email.strip(), before)));
                case Outcome.Done<SendResult, Refusal>(SendResult.Limited(Duration wait)) ->
                    retryAfter(pages.show(request, shown.signIn().limited(request.words(), email, wait)), wait);
                case Outcome.Refused<SendResult, Refusal> refused ->
                    pages.show(request, shown.signIn().invalid(request.words(), email));
            };
        } catch (UnavailableException e) {
            return unavailable(request, shown.signIn().down(request.words(), email), e);
        }
    }

    private CodeRequest codeRequest(PageRequest request, String email, Optional<StartedSignIn> before) {
        return new CodeRequest(
                email,
                request.words().language().tag(),
                before.map(started -> ChallengeId.of(started.challengeId())),
                calls.from(request.exchange()));
    }

    private Response resend(PageRequest request) {
        Optional<StartedSignIn> before = cookie.read(request.exchange());
        if (before.isEmpty()) {
            return pages.redirect(Paths.SIGN_IN.href());
        }
        Typed typed = Typed.nothing(before.get());
        try {
            return switch (calls.send(request, codeRequest(request, before.get().email(), before))) {
                case Outcome.Done<SendResult, Refusal>(SendResult.Sent sent) ->
                    pages.redirect(request, Paths.CODE.href(), SENT)
                            .with(
                                    "Set-Cookie",
                                    cookie.write(
                                            calls.started(sent, before.get().email(), before)));
                case Outcome.Done<SendResult, Refusal>(SendResult.Limited(Duration wait)) ->
                    retryAfter(pages.show(request, shown.code().resendLimited(request.words(), typed, wait)), wait);
                case Outcome.Refused<SendResult, Refusal> refused -> pages.redirect(Paths.SIGN_IN.href());
            };
        } catch (UnavailableException e) {
            return unavailable(request, shown.code().down(request.words(), typed), e);
        }
    }

    private Response confirm(PageRequest request) {
        Optional<StartedSignIn> started = cookie.read(request.exchange());
        if (started.isEmpty()) {
            return isSignedIn(request) ? confirm.toTarget(request) : pages.redirect(Paths.SIGN_IN.href());
        }
        String given = request.form().get(ConfirmHandler.CHALLENGE);
        if (!given.isEmpty() && !given.equals(started.get().challengeId())) {
            return pages.redirect(
                    request, Paths.CODE.href(), NEWER + ":" + started.get().email());
        }
        return confirm.confirm(request, started.get());
    }

    private Response unavailable(PageRequest request, Page page, UnavailableException e) {
        return pages.show(request, page).with("Retry-After", Long.toString(e.retryAfterSeconds()));
    }

    static Response retryAfter(Response response, Duration wait) {
        return response.with(
                "Retry-After", Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
