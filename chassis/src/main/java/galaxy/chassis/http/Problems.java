package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with one request so far. Bounded: after {@value #MOST} the rest is left out. */
final class Problems {
    private static final int MOST = 32;

    private final List<Detail> details = new ArrayList<>();

    void add(String field, String reason) {
        if (details.size() < MOST) {
            details.add(new Detail(field, reason));
        }
    }

    boolean none() {
        return details.isEmpty();
    }

    /** @throws RefusedException {@code 400 invalid_request} with everything, when there is anything */
    void refuseIfAny() {
        if (!details.isEmpty()) {
            throw new RefusedException(Response.error(ErrorCode.INVALID_REQUEST, details.toArray(Detail[]::new)));
        }
    }
}
