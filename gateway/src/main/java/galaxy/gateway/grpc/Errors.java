package galaxy.gateway.grpc;

import com.google.protobuf.Message;
import galaxy.chassis.grpc.RpcErrors;
import galaxy.chassis.grpc.RpcErrors.Violation;
import galaxy.contracts.GatewayReason;
import galaxy.gateway.message.Answer;
import galaxy.gateway.request.Checked;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a request is refused with. Status and details of each stay under 4 KiB on the wire. */
final class Errors {
    static final String DOMAIN = "gateway.galaxy";

    private static final RpcErrors ERRORS = new RpcErrors(DOMAIN);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final String SERVER_TIME = "server_time_ms";
    private static final String LEAST_ISSUED_AT = "min_issued_at_ms";

    /** Of all fields that are named, in characters of at most 3 bytes; a third is added where bytes become text. */
    private static final int MOST_FIELDS = 700;

    private static final int MOST_MESSAGE = 150;

    private Errors() {}

    /** An error that says no more than its reason, and when to come again where that helps. */
    static StatusRuntimeException of(GatewayReason reason) {
        return of(reason, Map.of());
    }

    static StatusRuntimeException invalid(String field, String description) {
        return of(
                GatewayReason.INVALID_REQUEST,
                Map.of(),
                RpcErrors.violations(List.of(new Violation(field, description))));
    }

    /**
     * The error of a request that is not accepted.
     *
     * @throws IllegalArgumentException for one that is
     */
    static StatusRuntimeException of(Checked checked) {
        return switch (checked) {
            case Checked.Accepted _ -> throw new IllegalArgumentException("the request is accepted");
            case Checked.TooManyRequests _ -> of(GatewayReason.TOO_MANY_REQUESTS);
            case Checked.Stale(Instant serverTime) ->
                of(GatewayReason.STALE_REQUEST, Map.of(SERVER_TIME, millis(serverTime)));
            case Checked.TooEarly(Instant serverTime, Instant leastIssuedAt, Duration retryAfter) ->
                of(
                        GatewayReason.STALE_REQUEST,
                        Map.of(SERVER_TIME, millis(serverTime), LEAST_ISSUED_AT, millis(leastIssuedAt)),
                        RpcErrors.retryAfter(retryAfter));
            case Checked.AudienceMismatch _ -> of(GatewayReason.AUDIENCE_MISMATCH);
            case Checked.SessionInvalid _ -> of(GatewayReason.SESSION_INVALID);
            case Checked.SessionRevoked _ -> of(GatewayReason.SESSION_REVOKED);
            case Checked.SessionExpired _ -> of(GatewayReason.SESSION_EXPIRED);
            case Checked.Replayed _ -> of(GatewayReason.REQUEST_REPLAYED);
        };
    }

    /** The error of a command that a service refuses, with the words of the service. */
    static StatusRuntimeException of(Answer.Refused refused) {
        Answer.ServiceWords words = refused.words();
        Map<String, String> metadata = Map.of(
                "code", shortened(words.code(), MOST_MESSAGE), "message", shortened(words.message(), MOST_MESSAGE));
        return refused.reason() == GatewayReason.INVALID_REQUEST
                ? of(refused.reason(), metadata, RpcErrors.violations(violations(words.fields())))
                : of(refused.reason(), metadata);
    }

    private static List<Violation> violations(List<Answer.Field> fields) {
        List<Violation> violations = new ArrayList<>();
        int left = MOST_FIELDS;
        for (Answer.Field field : fields) {
            String name = shortened(field.name(), MOST_MESSAGE);
            String reason = shortened(field.reason(), MOST_MESSAGE);
            left -= name.length() + reason.length() + 8;
            if (left < 0) {
                break;
            }
            violations.add(new Violation(name, reason));
        }
        return violations;
    }

    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        boolean isPair = Character.isHighSurrogate(text.charAt(most - 1));
        return text.substring(0, isPair ? most - 1 : most);
    }

    private static StatusRuntimeException of(GatewayReason reason, Map<String, String> metadata, Message... given) {
        boolean isTemporary =
                reason.status() == Status.Code.RESOURCE_EXHAUSTED || reason.status() == Status.Code.UNAVAILABLE;
        Message[] details =
                isTemporary && given.length == 0 ? new Message[] {RpcErrors.retryAfter(RETRY_AFTER)} : given;
        return ERRORS.error(new RpcErrors.Reason(reason.status(), reason.name(), reason.message(), metadata), details);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
