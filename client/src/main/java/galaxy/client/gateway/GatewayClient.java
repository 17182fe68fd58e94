package galaxy.client.gateway;

import galaxy.client.ClientException;
import galaxy.client.ClientSettings;
import galaxy.client.Outcome;
import galaxy.client.Timeouts;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.SendResult;
import galaxy.client.auth.SignInResponses;
import galaxy.client.transport.JsonApi;
import galaxy.client.transport.JsonRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls the gateway as a game client does. Safe for many threads; keeps its connections open until it is closed. Every
 * operation blocks until there is a response.
 *
 * <p>A signed request is dated by the time of the server. While the gateway asks to wait, or the time of a request is not
 * accepted, it is signed anew under the same request id, until the timeout of the call.
 *
 * <p>Every operation throws {@link galaxy.client.NoResponseException} without a response,
 * {@link galaxy.client.ErrorResponseException} for an error that its result does not allow, and
 * {@link galaxy.client.InvalidResponseException} for a response that breaks the contract.
 */
public final class GatewayClient implements AutoCloseable {
    private static final String BASE = "/api/v1/public";

    /** Without the time of the server a request is dated by the own clock, and corrected by the response. */
    private static final Timeouts FOR_THE_TIME =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

    private final JsonApi<galaxy.client.auth.Refusal> rest;
    private final JsonApi<galaxy.client.auth.Refusal> time;
    private final SignedApi signed;
    private final ServerClock clock;

    private GatewayClient(GatewaySettings settings, InstantSource local) {
        var address = ClientSettings.of(settings.address());
        this.rest = JsonApi.of(address.withTimeouts(settings.timeouts()), galaxy.client.auth.Refusal.class);
        this.time = JsonApi.of(address.withTimeouts(FOR_THE_TIME), galaxy.client.auth.Refusal.class);
        this.clock = new ServerClock(local);
        this.signed = new SignedApi(settings, clock);
    }

    /** A client of the gateway at its addresses. Sends nothing yet. */
    public static GatewayClient of(GatewaySettings settings) {
        return of(settings, InstantSource.system());
    }

    /**
     * A client on a device with a clock.
     *
     * @param local may be wrong: the time of the server is learned
     */
    public static GatewayClient of(GatewaySettings settings, InstantSource local) {
        return new GatewayClient(settings, local);
    }

    // Sign-in

    /**
     * Sends a code to an e-mail address. Refused only for a request that is not valid. The result does not say whether a player
     * has the address.
     *
     * @param email as the player typed it
     * @param locale of the mail, a BCP 47 tag; without it that of the player's country
     * @param again the challenge whose code is to be sent once more; one that cannot is ignored, and there is a new one
     */
    public Outcome<SendResult, galaxy.client.auth.Refusal> sendCode(
            String email, Optional<String> locale, Optional<ChallengeId> again) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("email", email);
        locale.ifPresent(tag -> body.put("locale", tag));
        again.ifPresent(id -> body.put("challenge_id", id.value()));
        return SignInResponses.limited(
                rest.call(JsonRequest.post(BASE + "/auth/send-email-code", body), SignInResponses::sent));
    }

    /** Confirms a code. Refused only for a request that is not valid, which spends no attempt. */
    public Outcome<ConfirmResult, galaxy.client.auth.Refusal> confirm(
            ChallengeId challengeId, KeyConfirmation confirmation) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("challenge_id", challengeId.value())
                .put("code", confirmation.code())
                .put("client_public_key", "ed25519:" + confirmation.key().publicKey())
                .put("time_zone", confirmation.timeZone());
        confirmation.deviceName().ifPresent(name -> body.put("device_name", name));
        return SignInResponses.confirmed(
                rest.call(JsonRequest.post(BASE + "/auth/confirm-email-code", body), SignInResponses::signedIn));
    }

    /** The time of the server. */
    public Instant serverTime() {
        return serverTime(rest);
    }

    private Instant serverTime(JsonApi<galaxy.client.auth.Refusal> api) {
        long sent = clock.local();
        Instant now = api.call(JsonRequest.get(BASE + "/time"), fields -> fields.time("server_time"))
                .orElseThrow();
        clock.heard(now.toEpochMilli(), sent);
        return now;
    }

    // Signed requests

    /** Carries out a request of a signed-in player. */
    public <T> Outcome<T, Refusal> call(PlayerSession session, Call<T> call) {
        learnTime();
        return signed.call(session, call);
    }

    /**
     * Follows the player's account and session. The stream is opened by the first {@link PlayerEvents#hasNext}.
     *
     * @param after where another stream ended; without it from now on
     */
    public PlayerEvents subscribe(PlayerSession session, Optional<Cursor> after) {
        learnTime();
        return new PlayerEvents(signed, session, after);
    }

    private void learnTime() {
        if (!clock.isKnown()) {
            try {
                serverTime(time);
            } catch (ClientException e) {
                // The first response over gRPC corrects the time.
            }
        }
    }

    /** Closes the connections; calls in progress fail and streams end. */
    @Override
    public void close() {
        rest.close();
        time.close();
        signed.close();
    }
}
