package galaxy.chassis.http;

import galaxy.contracts.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The problems of one request, up to {@value #MOST}. */
final class Problems {
    private static final int MOST = 32;

    private final List<Detail> details = new ArrayList<>();

    void add(String field, String reason) {
        if (details.size() < MOST) {
            details.add(new Detail(field, reason));
        }
    }

    /** @throws RefusedException {@code 400 invalid_request} with all problems, if there are any */
    void refuseIfAny() {
        if (!details.isEmpty()) {
            throw new RefusedException(Response.error(ErrorCode.INVALID_REQUEST, details.toArray(Detail[]::new)));
        }
    }
}
