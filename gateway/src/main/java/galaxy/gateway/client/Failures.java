package galaxy.gateway.client;

import galaxy.chassis.telemetry.RepeatedWarnings;
import galaxy.client.ClientException;
import galaxy.client.ErrorResponseException;
import galaxy.client.InvalidResponseException;
import galaxy.client.NoResponseException;
import galaxy.client.ServiceError;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.GatewayReason;
import galaxy.gateway.message.Answer;
import galaxy.gateway.message.CallReport;
import galaxy.kernel.UnavailableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls one service, and says what its errors mean for a player. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final RepeatedWarnings WARNINGS = new RepeatedWarnings(LOG);
    private static final Set<String> REFUSE_CALLER =
            Set.of(ErrorCode.UNAUTHENTICATED.code(), ErrorCode.PERMISSION_DENIED.code());
    private static final Map<String, GatewayReason> REASONS = Map.of(
            "invalid_request", GatewayReason.INVALID_REQUEST,
            "profile_update_blocked", GatewayReason.PROFILE_UPDATE_BLOCKED,
            "login_blocked", GatewayReason.LOGIN_BLOCKED,
            "user_not_found", GatewayReason.USER_NOT_FOUND,
            "session_not_found", GatewayReason.SESSION_NOT_FOUND,
            "conflict", GatewayReason.CONFLICT);

    private final String service;
    private final MeasuredCalls calls;

    Failures(String service, CallReport report) {
        this.service = service;
        this.calls = new MeasuredCalls(service, report);
    }

    /**
     * Calls, and throws for what a player cannot change.
     *
     * @param call throws {@link ErrorResponseException} for every refusal
     */
    Answer answer(Supplier<Answer> call) {
        return calls.measured(() -> called(call), Answer.Done.class::isInstance);
    }

    private Answer called(Supplier<Answer> call) {
        try {
            return call.get();
        } catch (ErrorResponseException e) {
            return refused(e);
        } catch (NoResponseException e) {
            throw new UnavailableException("the %s service does not respond".formatted(service), e);
        } catch (InvalidResponseException e) {
            throw new IllegalStateException("the %s service returns what it should not".formatted(service), e);
        }
    }

    private Answer refused(ErrorResponseException e) {
        ServiceError error = e.error();
        Optional<GatewayReason> reason = Optional.ofNullable(REASONS.get(error.code()));
        if (reason.isPresent()) {
            return new Answer.Refused(reason.get(), words(error));
        }
        if (error.code().equals(ErrorCode.SERVICE_UNAVAILABLE.code())) {
            throw new UnavailableException("the %s service cannot do this now".formatted(service), e);
        }
        noteRefusal(e);
        throw new IllegalStateException("the %s service returns %s".formatted(service, error.code()), e);
    }

    /** Nothing works before an operator has changed something. */
    void noteRefusal(ClientException failure) {
        if (failure instanceof ErrorResponseException e
                && REFUSE_CALLER.contains(e.error().code())) {
            WARNINGS.error(
                    "the %s service returns %s: give the gateway a caller of the role gateway in gateway.%s.token"
                            .formatted(service, e.error().code(), service));
        }
    }

    private static Answer.ServiceWords words(ServiceError error) {
        return new Answer.ServiceWords(
                error.code(),
                error.message(),
                error.details().stream()
                        .map(detail -> new Answer.Field(detail.field(), detail.reason()))
                        .toList());
    }
}
