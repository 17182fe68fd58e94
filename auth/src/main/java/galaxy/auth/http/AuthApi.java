package galaxy.auth.http;

import galaxy.auth.challenge.ConfirmCode;
import galaxy.auth.challenge.SendCode;
import galaxy.auth.mail.MailQueue;
import galaxy.auth.session.SessionUses;
import galaxy.auth.session.Sessions;
import galaxy.auth.user.UserBlocks;
import galaxy.auth.user.UserDirectory;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Every route of auth, and who may call it. */
public final class AuthApi {
    private static final String BASE = "/api/v1/internal";
    private static final String OPENAPI = "/galaxy/contracts/auth.openapi.yaml";
    private static final String SESSIONS = "/users/{user_id}/device-sessions";
    private static final String SESSION = "/device-sessions/{device_session_id}";

    private static final Access PLAYERS = Access.only(Role.GATEWAY, Role.WEB);
    private static final Access ALL = Access.only(Role.GATEWAY, Role.WEB, Role.ADMIN, Role.CONSOLE);
    private static final Access ADMIN = Access.only(Role.ADMIN, Role.CONSOLE);

    /** All steps of a confirmation together. */
    private static final Duration CONFIRM = Duration.ofSeconds(3);

    private AuthApi() {}

    /** What the routes give access to. */
    public record Features(
            SendCode send,
            ConfirmCode confirm,
            Sessions sessions,
            SessionUses uses,
            UserDirectory users,
            UserBlocks blocks,
            MailQueue mails) {}

    /**
     * What responses and parsers need to know.
     *
     * @param codeLength digits of a code
     * @param isUtf8 whether local parts of addresses may have characters outside of ASCII
     * @param sendsPerHour for {@code RateLimit-Policy}
     * @param idle how long a session lasts without use
     */
    public record Terms(int codeLength, boolean isUtf8, int sendsPerHour, Duration idle) {}

    /** The table. */
    public static List<Route> routes(Features features, PageTokens tokens, Terms terms) {
        var signIn = new SignInHandlers(
                features.send(),
                features.confirm(),
                new SignInHandlers.Terms(terms.codeLength(), terms.isUtf8(), terms.sendsPerHour(), terms.idle()));
        var sessions = new SessionHandlers(features.sessions(), features.uses());
        var blocks = new BlockHandlers(features.users(), features.blocks(), features.sessions(), terms.isUtf8());
        var mails = new MailHandlers(features.mails(), tokens);
        return List.of(
                post("/sign-in/challenges", PLAYERS, signIn::send),
                post("/sign-in/challenges/{challenge_id}/confirm-email-code", PLAYERS, signIn::confirm)
                        .within(CONFIRM),
                get(SESSIONS, ALL, sessions::list).query("status"),
                get(SESSION, ALL, sessions::show),
                post(SESSION + "/revoke", ALL, sessions::revoke),
                post(SESSIONS + "/revoke-all", ALL, sessions::revokeAll),
                post("/users/{user_id}/block", ADMIN, blocks::blockUser)
                        .query("dry_run")
                        .within(CONFIRM),
                post("/user-blocks/by-email", ADMIN, blocks::blockEmail)
                        .query("dry_run")
                        .within(CONFIRM),
                post("/session-uses", PLAYERS, sessions::used),
                get("/mail/undelivered", ADMIN, mails::undelivered).query(MailHandlers.SIZE, MailHandlers.TOKEN),
                Route.get("/openapi.yaml", Access.anyone(), exchange -> contract()));
    }

    private static Route get(String path, Access access, Handler handler) {
        return Route.get(BASE + path, access, handler);
    }

    private static Route post(String path, Access access, Handler handler) {
        return Route.post(BASE + path, access, handler);
    }

    private static Response contract() {
        try (InputStream in = AuthApi.class.getResourceAsStream(OPENAPI)) {
            if (in == null) {
                throw new IllegalStateException(OPENAPI + " is missing from the jar");
            }
            return Response.encoded(200, "application/yaml", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
