package galaxy.web.http.signin;

import galaxy.chassis.identity.RequestOrigin;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.DeviceSessionId;
import galaxy.client.users.Reason;
import galaxy.kernel.Actor;
import galaxy.kernel.ReasonCode;
import galaxy.pages.cookie.SetCookie;
import galaxy.sessions.SessionCookie;
import galaxy.sessions.SessionId;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The session of a browser: its secret, its cookie, and its end. */
public final class BrowserSession {
    private static final ReasonCode SIGNED_OUT = ReasonCode.of("signed_out");
    private static final int SECRET_BYTES = 32;

    private final String name;
    private final SetCookie cookies;
    private final Services services;
    private final SecureRandom random = new SecureRandom();

    /** @param name of the cookie */
    public BrowserSession(String name, SetCookie cookies, Services services) {
        this.name = name;
        this.cookies = cookies;
        this.services = services;
    }

    /** A new secret, 32 bytes in base64url. */
    String drawSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static String digest(String secret) {
        return SessionCookie.credential(bytes(secret)).key();
    }

    private static byte[] bytes(String secret) {
        return Base64.getUrlDecoder().decode(secret);
    }

    /** The value of {@code Set-Cookie} for a session that has begun; it lasts as long as that. */
    String write(ConfirmResult.SignedIn signedIn, String secret) {
        var cookie = SessionCookie.of(SessionId.of(signedIn.sessionId().value()), bytes(secret));
        Duration life =
                Duration.between(signedIn.serverTime(), signedIn.lifetime().expiresAt());
        return cookies.set(name, cookie.value(), life);
    }

    /** The value of {@code Set-Cookie} that ends the cookie. */
    public String end() {
        return cookies.end(name);
    }

    /** Ends the session of a player, as that player. */
    public void signOut(RequestOrigin request, Player player) {
        var reason = new Reason(SIGNED_OUT, Actor.of("user", player.id().value()));
        var _ = services.auth(
                request,
                auth -> auth.revoke(DeviceSessionId.of(player.sessionId().value()), Optional.of(player.id()), reason));
    }
}
