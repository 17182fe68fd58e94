package galaxy.torture.hostile;

import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Checks every response of the gRPC service, whatever the request was. Safe for many threads. */
record RpcCheck(Checks checks) {
    private static final Set<Code> FAULTS = EnumSet.of(Code.UNKNOWN, Code.INTERNAL, Code.DATA_LOSS, Code.ABORTED);

    /** An error that the service itself must have sent. */
    void error(String attack, String call, StatusRuntimeException error) {
        anyError(attack, call, error);
        boolean isOfService = Optional.ofNullable(StatusProto.fromThrowable(error)).stream()
                .flatMap(status -> status.getDetailsList().stream())
                .anyMatch(detail -> detail.is(ErrorInfo.class)
                        && detail.getValue().toStringUtf8().contains("connections.galaxy"));
        checks.check("each gRPC error has the form of the contract", isOfService, attack, call, shown(error));
    }

    /** An error that the library of either side may have made, or the end of the connection. */
    void anyError(String attack, String call, StatusRuntimeException error) {
        status(attack, call, error.getStatus().getCode(), true, shown(error));
    }

    /**
     * A status in trailers.
     *
     * @param isOfService whether the service had a part in it. For invalid framing gRPC itself answers {@code INTERNAL},
     *     before there is a call.
     */
    void status(String attack, String call, Code code, boolean isOfService, String trailers) {
        checks.count(attack, isOfService ? code.name() : code.name() + " of gRPC itself");
        boolean isFault = isOfService && FAULTS.contains(code);
        checks.check("no gRPC status of an internal error", !isFault, attack, call, trailers);
        checks.noAddress("an error", trailers, attack, call);
    }

    private static String shown(StatusRuntimeException error) {
        return error.getStatus() + " " + error.getTrailers() + " " + StatusProto.fromThrowable(error);
    }
}
