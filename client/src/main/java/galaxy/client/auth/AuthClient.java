package galaxy.client.auth;

import galaxy.client.CallContext;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.Pages;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonFields;
import galaxy.client.transport.JsonRequest;
import galaxy.client.users.Delivery;
import galaxy.client.users.Reason;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.End;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls auth. Safe for many threads; keeps its connections open until it is closed. Every operation blocks until there is a
 * response.
 *
 * <p>All operations are repeatable by contract. While the service is unavailable, an operation is repeated with growing pauses
 * until the timeout of the call.
 *
 * <p>Every operation throws {@link galaxy.client.NoResponseException} without a response,
 * {@link galaxy.client.ErrorResponseException} for an error that its result does not allow, and
 * {@link galaxy.client.InvalidResponseException} for a response that breaks the contract.
 */
public final class AuthClient implements AutoCloseable {
    private static final String BASE = "/api/v1/internal";
    static final String CHALLENGES = BASE + "/sign-in/challenges";
    private static final int MAX_PAGE_SIZE = 200;

    private final JsonApi<Refusal> api;

    private AuthClient(JsonApi<Refusal> api) {
        this.api = api;
    }

    /** A client of the service at an address. Sends nothing yet. */
    public static AuthClient of(ClientSettings settings) {
        return new AuthClient(JsonApi.of(settings, Refusal.class));
    }

    /** The same client over the same connections, for calls that are part of a larger request. */
    public AuthClient in(CallContext larger) {
        return new AuthClient(api.in(larger));
    }

    public URI address() {
        return api.address();
    }

    // Sign-in

    /**
     * Sends a code to an e-mail address. Refused only for a request that is not valid. One that is repeated after a lost response
     * may be limited though the mail is on its way.
     */
    public Outcome<SendResult, Refusal> send(CodeRequest request) {
        return SignInResponses.limited(
                api.call(JsonRequest.post(CHALLENGES, Encode.send(request)), SignInResponses::sent));
    }

    /** Confirms a code. Refused only for a request that is not valid, which spends no attempt. */
    public Outcome<ConfirmResult, Refusal> confirm(ChallengeId challengeId, Confirmation confirmation) {
        return SignInResponses.confirmed(api.call(
                JsonRequest.post(confirmPath(challengeId), Encode.confirmation(confirmation)),
                SignInResponses::signedIn));
    }

    static String confirmPath(ChallengeId challengeId) {
        return CHALLENGES + "/" + JsonRequest.encode(challengeId.value()) + "/confirm-email-code";
    }

    /** Sign-in for a service that passes on what auth responds. */
    public SignInRelay relay() {
        return new SignInRelay(api);
    }

    // Sessions

    /** The active sessions of a user, newest first; none of an unknown user. */
    public List<DeviceSession> sessions(UserId userId) {
        return sessions(userId, "active");
    }

    /** The sessions of a user, newest first: the active ones, and the last 50 that ended within 30 days. */
    public List<DeviceSession> allSessions(UserId userId) {
        return sessions(userId, "all");
    }

    private List<DeviceSession> sessions(UserId userId, String status) {
        JsonRequest request = JsonRequest.get(BASE + path(userId) + "/device-sessions");
        return api.call(request.with("status", status), fields -> fields.list("items", Decode::session))
                .orElseThrow();
    }

    /** A session as it is now. */
    public Optional<DeviceSession> session(DeviceSessionId sessionId) {
        Outcome<DeviceSession, Refusal> outcome = api.call(JsonRequest.get(BASE + path(sessionId)), Decode::session);
        return outcome instanceof Outcome.Refused<DeviceSession, Refusal>(Refusal reason, var _)
                        && reason == Refusal.SESSION_NOT_FOUND
                ? Optional.empty()
                : Optional.of(outcome.orElseThrow());
    }

    /**
     * Ends a session. One that has ended keeps its first end.
     *
     * @param owner whose it has to be; of another user it is not found
     * @return the session afterwards
     */
    public Outcome<DeviceSession, Refusal> revoke(DeviceSessionId sessionId, Optional<UserId> owner, Reason reason) {
        ObjectNode body = Encode.reason(Encode.body(), reason);
        owner.ifPresent(id -> body.put("user_id", id.value()));
        return post(path(sessionId) + "/revoke", body, Decode::session);
    }

    /**
     * Ends the sessions of a user together.
     *
     * @param except one that stays
     * @return how many this request ended; 0 of an unknown user
     */
    public Outcome<Integer, Refusal> revokeAll(UserId userId, Optional<DeviceSessionId> except, Reason reason) {
        ObjectNode body = Encode.reason(Encode.body(), reason);
        except.ifPresent(id -> body.put("except", id.value()));
        return post(path(userId) + "/device-sessions/revoke-all", body, fields -> fields.integer("revoked"));
    }

    /**
     * Reports that sessions were used.
     *
     * @param uses 1 to 500; unknown sessions are ignored
     * @return how many were taken; the work follows
     */
    public Outcome<Integer, Refusal> report(List<SessionUse> uses) {
        return post("/session-uses", Encode.uses(uses), fields -> fields.integer("accepted"));
    }

    // Administration

    /**
     * Blocks the address of a user by the users service, and ends the sessions of the user.
     *
     * @param end of the block; a later one moves the end of a block in force, and a span begins now
     */
    public Outcome<BlockedSignIn, Refusal> block(UserId userId, Reason reason, End end, Delivery delivery) {
        return block(path(userId) + "/block", end, Encode.block(reason, end), delivery);
    }

    /**
     * Blocks an address by the users service, under the form of it that users know, and ends the sessions of its user, if there
     * is one.
     *
     * @param end of the block; a later one moves the end of a block in force, and a span begins now
     */
    public Outcome<BlockedSignIn, Refusal> block(EmailAddress email, Reason reason, End end, Delivery delivery) {
        ObjectNode body = Encode.block(reason, end).put("email", email.value());
        return block("/user-blocks/by-email", end, body, delivery);
    }

    private Outcome<BlockedSignIn, Refusal> block(String path, End end, ObjectNode body, Delivery delivery) {
        JsonRequest request = JsonRequest.until(end, BASE + path, body, delivery.key());
        return api.call(delivery.isDryRun() ? request.asDryRun() : request, Decode::blocked);
    }

    /** One page of the mails that were not delivered within the last seven days, newest first. */
    public Outcome<Page<UndeliveredMail, String>, Refusal> undelivered(PageRequest page) {
        return api.page(JsonRequest.get(BASE + "/mail/undelivered"), page, Decode::mail);
    }

    /** All mails that were not delivered within the last seven days, newest first, requested page by page. */
    public Stream<UndeliveredMail> undelivered() {
        return Pages.stream(MAX_PAGE_SIZE, page -> undelivered(page).orElseThrow());
    }

    /** Closes the connections, also those of clients made by {@link #in}; calls in progress fail. */
    @Override
    public void close() {
        api.close();
    }

    private <T> Outcome<T, Refusal> post(String path, ObjectNode body, Function<JsonFields, T> decode) {
        return api.call(JsonRequest.post(BASE + path, body), decode);
    }

    private static String path(UserId userId) {
        return "/users/" + JsonRequest.encode(userId.value());
    }

    private static String path(DeviceSessionId sessionId) {
        return "/device-sessions/" + JsonRequest.encode(sessionId.value());
    }
}
