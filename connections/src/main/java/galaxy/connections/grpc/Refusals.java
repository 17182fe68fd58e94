package galaxy.connections.grpc;

import galaxy.chassis.grpc.RpcErrors;
import galaxy.connections.link.LinkRefusal;
import io.grpc.StatusRuntimeException;

/** From what is refused to the status that says so: the one place for it. */
final class Refusals {
    static final String DOMAIN = "connections.galaxy";

    private static final RpcErrors ERRORS = new RpcErrors(DOMAIN);

    private Refusals() {}

    static StatusRuntimeException of(Reason reason) {
        return ERRORS.error(reason.code(), reason.name(), reason.message());
    }

    /** @param field as the proto calls it */
    static StatusRuntimeException invalid(Reason reason, String field, String description) {
        return ERRORS.invalid(reason.name(), field, description);
    }

    static StatusRuntimeException of(LinkRefusal refusal) {
        return switch (refusal) {
            case LINK_NOT_FOUND -> of(Reason.LINK_NOT_FOUND);
            case OWN_LINK -> invalid(Reason.OWN_LINK, "user_id", "must be another user than the owner of the link");
            case LINK_REVOKED -> of(Reason.LINK_REVOKED);
            case LINK_ALREADY_CONSUMED -> of(Reason.LINK_ALREADY_CONSUMED);
            case LINK_EXPIRED -> of(Reason.LINK_EXPIRED);
            case LINK_USED_UP -> of(Reason.LINK_USED_UP);
            case TOO_MANY_LINKS -> of(Reason.TOO_MANY_LINKS);
            case EXPIRES_IN_THE_PAST -> invalid(Reason.INVALID_LINK, "expires_at", "must be later than now");
        };
    }
}
