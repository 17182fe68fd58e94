package galaxy.torture.users;

import galaxy.torture.workload.Result;
import tools.jackson.databind.JsonNode;

/**
 * One time that a request was sent.
 *
 * @param begun by the journal
 * @param ended by the journal
 * @param sent milliseconds by the clock
 * @param received milliseconds by the clock
 * @param mayHaveArrived false if not even a connection was made
 * @param status 0 without an answer
 * @param body missing without an answer
 */
record Attempt(
        long begun,
        long ended,
        long sent,
        long received,
        Result answer,
        boolean mayHaveArrived,
        int status,
        JsonNode body) {
    boolean isYes() {
        return answer == Result.DONE;
    }

    /** Whether it was told yes or no. */
    boolean isAnswered() {
        return answer == Result.DONE || answer == Result.REFUSED;
    }

    /** A field of the body, empty if there is none. */
    String text(String field) {
        return body.path(field).asString("");
    }

    /** The code of the refusal. */
    String error() {
        return body.path("error").path("code").asString("");
    }

    String told() {
        return answer + " " + status + " " + body;
    }
}
