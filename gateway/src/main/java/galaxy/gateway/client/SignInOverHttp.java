package galaxy.gateway.client;

import galaxy.client.CallContext;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.Outcome;
import galaxy.client.ServiceError;
import galaxy.client.auth.AuthClient;
import galaxy.client.auth.ChallengeId;
import galaxy.client.auth.CodeRequest;
import galaxy.client.auth.ConfirmResult;
import galaxy.client.auth.Confirmation;
import galaxy.client.auth.Credential;
import galaxy.client.auth.PlayerAddress;
import galaxy.client.auth.Refusal;
import galaxy.client.auth.SendResult;
import galaxy.client.auth.SignInRelay;
import galaxy.contracts.ErrorCode;
import galaxy.gateway.message.CallReport;
import galaxy.gateway.signin.ClientPlace;
import galaxy.gateway.signin.SignIn;
import galaxy.kernel.UnavailableException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sign-in by the client of auth; its address is known once it is needed. */
public final class SignInOverHttp implements SignIn {
    private static final String PUBLIC_KEY = "credential.public_key";

    private final Supplier<AuthClient> client;
    private final MeasuredCalls calls;

    public SignInOverHttp(Supplier<AuthClient> client, CallReport report) {
        this.client = client;
        this.calls = new MeasuredCalls("auth", report);
    }

    @Override
    public Result<Sent> send(Send request, ClientPlace from, Context context) {
        var asked = new CodeRequest(
                request.email(), request.locale(), request.again().map(ChallengeId::of), address(from));
        return result(() -> relay(context).send(asked), SignInOverHttp::sent);
    }

    @Override
    public Result<SignedIn> confirm(Confirm given, ClientPlace from, Context context) {
        var confirmation = new Confirmation(
                given.code(),
                new Confirmation.Device(new Credential.DeviceKey(given.publicKey()), given.deviceName()),
                new Confirmation.Registration(from.language().value(), given.timeZone()),
                address(from));
        return result(
                () -> relay(context).confirm(ChallengeId.of(given.challengeId()), confirmation),
                SignInOverHttp::signedIn);
    }

    private SignInRelay relay(Context context) {
        var larger = new CallContext(Optional.of(context.requestId()), Optional.of(context.traceparent()));
        return client.get().in(larger).relay();
    }

    private static PlayerAddress address(ClientPlace from) {
        return new PlayerAddress(from.address(), from.country());
    }

    private static Sent sent(SendResult.Sent sent) {
        return new Sent(sent.challengeId().value(), sent.expiresIn(), sent.resendIn(), sent.codeLength());
    }

    private static SignedIn signedIn(ConfirmResult.SignedIn signedIn) {
        return new SignedIn(
                signedIn.sessionId().value(),
                signedIn.userId(),
                signedIn.isCreated(),
                signedIn.lifetime().expiresAt(),
                signedIn.lifetime().idleTimeout(),
                signedIn.serverTime());
    }

    private <A, B> Result<B> result(Supplier<Outcome<A, Refusal>> call, Function<A, B> value) {
        return calls.measured(() -> called(call, value), Result.Done.class::isInstance);
    }

    private static <A, B> Result<B> called(Supplier<Outcome<A, Refusal>> call, Function<A, B> value) {
        try {
            return switch (call.get()) {
                case Outcome.Done<A, Refusal>(A done) -> new Result.Done<>(value.apply(done));
                case Outcome.Refused<A, Refusal>(Refusal reason, ServiceError error) ->
                    new Result.Refused<>(refusal(reason, error));
            };
        } catch (NoResponseException e) {
            throw new UnavailableException("auth does not respond: " + e.getMessage(), e);
        } catch (ErrorResponseException e) {
            throw failure(e);
        } catch (InvalidResponseException e) {
            throw new IllegalStateException("auth returns what it should not", e);
        }
    }

    private static Rejection refusal(Refusal reason, ServiceError error) {
        ErrorCode code = switch (reason) {
            case INVALID_REQUEST -> ErrorCode.INVALID_REQUEST;
            case INVALID_CODE -> ErrorCode.INVALID_CODE;
            case LOGIN_BLOCKED -> ErrorCode.LOGIN_BLOCKED;
            case CHALLENGE_EXPIRED -> ErrorCode.CHALLENGE_EXPIRED;
            case TOO_MANY_REQUESTS -> ErrorCode.TOO_MANY_REQUESTS;
            case USER_NOT_FOUND, SESSION_NOT_FOUND, CONFLICT ->
                throw new IllegalStateException("auth returns " + error.code() + " to a sign-in");
        };
        return new Rejection(
                code,
                error.message(),
                error.details().stream()
                        .map(detail -> new Problem(field(detail.field()), detail.reason()))
                        .toList(),
                error.retryAfter(),
                error.rateLimit().map(limit -> new RateLimit(limit.policy(), limit.state())));
    }

    /** As the request of the player names it. */
    private static String field(String ofAuth) {
        return ofAuth.equals(PUBLIC_KEY) ? "client_public_key" : ofAuth;
    }

    private static RuntimeException failure(ErrorResponseException e) {
        ServiceError error = e.error();
        String message = "auth returns " + error.code();
        if (!error.code().equals(ErrorCode.SERVICE_UNAVAILABLE.code())) {
            return new IllegalStateException(message, e);
        }
        return error.retryAfter()
                .map(wait -> new UnavailableException(message, wait))
                .orElseGet(() -> new UnavailableException(message, e));
    }
}
