package galaxy.web.http.signin;

import galaxy.chassis.http.Exchange;
import galaxy.pages.cookie.CookieHeader;
import galaxy.pages.cookie.SealedFields;
import galaxy.pages.cookie.SealingKey;
import galaxy.pages.cookie.SetCookie;
import galaxy.web.signin.StartedSignIn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** The cookie of a sign-in that waits for its code, sealed. Only the forms of sign-in write it. */
public final class CodeCookie {
    private static final Duration LIFE = Duration.ofMinutes(30);
    private static final String CHALLENGE = "challenge";
    private static final String EMAIL = "email";
    private static final String SECRET = "secret";

    private final String name;
    private final SealingKey key;
    private final SetCookie cookies;
    private final InstantSource clock;

    public CodeCookie(String name, SealingKey key, SetCookie cookies, InstantSource clock) {
        this.name = name;
        this.key = key;
        this.cookies = cookies;
        this.clock = clock;
    }

    Optional<StartedSignIn> read(Exchange exchange) {
        return CookieHeader.of(exchange.headers("Cookie"))
                .find(
                        name,
                        value -> SealedFields.open(key, name, value, clock.instant())
                                .flatMap(CodeCookie::started));
    }

    private static Optional<StartedSignIn> started(SealedFields fields) {
        return fields.get(CHALLENGE)
                .flatMap(challenge -> fields.get(EMAIL)
                        .flatMap(email ->
                                fields.get(SECRET).map(secret -> new StartedSignIn(challenge, email, secret))));
    }

    /** The value of {@code Set-Cookie}. */
    String write(StartedSignIn started) {
        var fields = new SealedFields(
                Map.of(CHALLENGE, started.challengeId(), EMAIL, started.email(), SECRET, started.secret()));
        return cookies.set(name, fields.seal(key, name, clock.instant().plus(LIFE)), LIFE);
    }

    String end() {
        return cookies.end(name);
    }
}
