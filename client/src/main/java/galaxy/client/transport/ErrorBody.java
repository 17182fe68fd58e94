package galaxy.client.transport;

import galaxy.client.Detail;
import galaxy.client.InvalidResponseException;
import galaxy.client.ServiceError;
import java.util.List;

/** Reads the error body that all services share: {@code {"error":{"code":…,"message":…,"details":[…]}}}. */
final class ErrorBody {
    private ErrorBody() {}

    /** Never fails: a body that is not an error of a service becomes an error with its status as the code. */
    static ServiceError read(HttpReply reply) {
        String status = Integer.toString(reply.status());
        try {
            JsonFields error = JsonFields.parse(reply.body()).object("error");
            return new ServiceError(
                    status,
                    error.string("code"),
                    error.string("message"),
                    error.optionalList("details", detail -> new Detail(detail.string("field"), detail.string("reason")))
                            .orElse(List.of()),
                    reply.requestId(),
                    reply.retryAfter(),
                    reply.rateLimit());
        } catch (InvalidResponseException e) {
            return new ServiceError(
                    status,
                    "status_" + status,
                    "the response is not from the service",
                    List.of(),
                    reply.requestId(),
                    reply.retryAfter(),
                    reply.rateLimit());
        }
    }
}
