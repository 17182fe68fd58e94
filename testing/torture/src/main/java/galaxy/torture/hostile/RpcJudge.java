package galaxy.torture.hostile;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import galaxy.torture.workload.Findings;
import io.grpc.Metadata;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds every answer of the gRPC service against what is promised, whatever was asked. Safe for many threads. */
final class RpcJudge {
    private static final String DOMAIN = "connections.galaxy";
    private static final Set<Code> NEVER = EnumSet.of(Code.UNKNOWN, Code.INTERNAL, Code.DATA_LOSS, Code.ABORTED);

    private final Mark mark;
    private final Findings findings;
    private final Tally tally;

    RpcJudge(Mark mark, Findings findings, Tally tally) {
        this.mark = mark;
        this.findings = findings;
        this.tally = tally;
    }

    void ok(String attack) {
        tally.count(attack, "OK");
    }

    /** A call that the service itself must have answered. */
    void findings(String attack, String call, StatusRuntimeException error) {
        judgeBare(attack, call, error);
        findings.check(
                "every error of the gRPC service has the one shape",
                reason(error).isPresent(),
                () -> "%s: %s was answered %s".formatted(attack, RestJudge.clip(call), shown(error)));
    }

    /** A call that may have ended below the service: in the library of either side, or with the connection. */
    void judgeBare(String attack, String call, StatusRuntimeException error) {
        Code code = error.getStatus().getCode();
        tally.count(attack, code.name());
        findings.check(
                "no gRPC status that says that the service is at fault",
                !NEVER.contains(code),
                () -> "%s: %s was answered %s".formatted(attack, RestJudge.clip(call), shown(error)));
        checkMark(attack, call, shown(error));
    }

    /**
     * A status as it stood on the wire.
     *
     * @param isOurs whether the service had a hand in it. Of framing that makes no sense gRPC itself says that it is
     *     {@code INTERNAL}, before there is a call.
     */
    void findings(String attack, String call, Code code, boolean isOurs, String text) {
        tally.count(attack, isOurs ? code.name() : code.name() + " of gRPC itself");
        findings.check(
                "no gRPC status that says that the service is at fault",
                !isOurs || !NEVER.contains(code),
                () -> "%s: %s was answered %s".formatted(attack, RestJudge.clip(call), RestJudge.clip(text)));
        checkMark(attack, call, text);
    }

    private void checkMark(String attack, String call, String told) {
        findings.check(
                "no e-mail address in an error",
                !mark.isIn(told),
                () -> "%s: %s was answered %s".formatted(attack, RestJudge.clip(call), RestJudge.clip(told)));
    }

    private static String shown(StatusRuntimeException error) {
        @Nullable Metadata trailers = error.getTrailers();
        return error.getStatus() + " " + trailers + " "
                + (trailers == null ? "" : StatusProto.fromStatusAndTrailers(error.getStatus(), trailers));
    }

    /** What its {@code ErrorInfo} says, if it has one of the service's domain. */
    static Optional<String> reason(StatusRuntimeException error) {
        com.google.rpc.@Nullable Status status = StatusProto.fromThrowable(error);
        if (status != null) {
            for (Any detail : status.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        ErrorInfo info = detail.unpack(ErrorInfo.class);
                        return info.getDomain().equals(DOMAIN) ? Optional.of(info.getReason()) : Optional.empty();
                    } catch (InvalidProtocolBufferException e) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }
}
