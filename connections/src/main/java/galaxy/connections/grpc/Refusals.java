package galaxy.connections.grpc;

import galaxy.chassis.grpc.RpcErrors;
import galaxy.connections.link.LinkRefusal;
import galaxy.contracts.RpcReason;
import io.grpc.StatusRuntimeException;

/** From what is refused to the status that says so: the one place for it. */
final class Refusals {
    static final String DOMAIN = "connections.galaxy";

    private static final RpcErrors ERRORS = new RpcErrors(DOMAIN);

    private Refusals() {}

    static StatusRuntimeException of(RpcReason reason) {
        return ERRORS.error(reason);
    }

    /** @param field as the proto calls it */
    static StatusRuntimeException invalid(RpcReason reason, String field, String description) {
        return ERRORS.invalid(reason, field, description);
    }

    static StatusRuntimeException of(LinkRefusal refusal) {
        return switch (refusal) {
            case LINK_NOT_FOUND -> of(RpcReason.LINK_NOT_FOUND);
            case OWN_LINK -> invalid(RpcReason.OWN_LINK, "user_id", "must be another user than the owner of the link");
            case LINK_REVOKED -> of(RpcReason.LINK_REVOKED);
            case LINK_ALREADY_CONSUMED -> of(RpcReason.LINK_ALREADY_CONSUMED);
            case LINK_EXPIRED -> of(RpcReason.LINK_EXPIRED);
            case LINK_USED_UP -> of(RpcReason.LINK_USED_UP);
            case TOO_MANY_LINKS -> of(RpcReason.TOO_MANY_LINKS);
            case EXPIRES_IN_THE_PAST -> invalid(RpcReason.INVALID_LINK, "expires_at", "must be later than now");
            case EXPIRES_TOO_LATE -> invalid(RpcReason.INVALID_LINK, "expires_in", "must not end after the year 9999");
        };
    }
}
