package galaxy.torture.hostile;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks every response of the gRPC service, whatever the request was. Safe for many threads. */
record RpcCheck(Checks checks) {
    private static final String DOMAIN = "connections.galaxy";
    private static final Set<Code> FAULTS = EnumSet.of(Code.UNKNOWN, Code.INTERNAL, Code.DATA_LOSS, Code.ABORTED);

    void ok(String attack) {
        checks.count(attack, "OK");
    }

    /** An error that the service itself must have sent. */
    void error(String attack, String call, StatusRuntimeException error) {
        anyError(attack, call, error);
        checks.check(
                "each gRPC error has the form of the contract", reason(error).isPresent(), attack, call, shown(error));
    }

    /** An error that the library of either side may have made, or the end of the connection. */
    void anyError(String attack, String call, StatusRuntimeException error) {
        Code code = error.getStatus().getCode();
        checks.count(attack, code.name());
        checkCode(code, attack, call, shown(error));
        checks.noAddress("an error", shown(error), attack, call);
    }

    /**
     * A status in trailers.
     *
     * @param isOfService whether the service had a part in it. For invalid framing gRPC itself answers {@code INTERNAL},
     *     before there is a call.
     */
    void status(String attack, String call, Code code, boolean isOfService, String trailers) {
        checks.count(attack, isOfService ? code.name() : code.name() + " of gRPC itself");
        checkCode(isOfService ? code : Code.OK, attack, call, trailers);
        checks.noAddress("an error", trailers, attack, call);
    }

    private void checkCode(Code code, String attack, String call, String shown) {
        checks.check("no gRPC status of an internal error", !FAULTS.contains(code), attack, call, shown);
    }

    private static String shown(StatusRuntimeException error) {
        @Nullable Metadata trailers = error.getTrailers();
        return error.getStatus() + " " + trailers + " "
                + (trailers == null ? "" : StatusProto.fromStatusAndTrailers(error.getStatus(), trailers));
    }

    /** The reason in its {@code ErrorInfo}, if it has one of the service's domain. */
    static Optional<String> reason(StatusRuntimeException error) {
        com.google.rpc.@Nullable Status status = StatusProto.fromThrowable(error);
        return Optional.ofNullable(status).stream()
                .flatMap(each -> each.getDetailsList().stream())
                .filter(detail -> detail.is(ErrorInfo.class))
                .findFirst()
                .map(RpcCheck::unpacked)
                .filter(info -> info.getDomain().equals(DOMAIN))
                .map(ErrorInfo::getReason);
    }

    private static ErrorInfo unpacked(Any detail) {
        try {
            return detail.unpack(ErrorInfo.class);
        } catch (InvalidProtocolBufferException e) {
            return ErrorInfo.getDefaultInstance();
        }
    }
}
