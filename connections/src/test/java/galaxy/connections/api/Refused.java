package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What came back instead of an answer. */
final class Refused {
    private static final String DOMAIN = "connections.galaxy";

    private final StatusRuntimeException thrown;

    private Refused(StatusRuntimeException thrown) {
        this.thrown = thrown;
    }

    /** Makes a call that must not be answered. */
    static Refused by(Supplier<?> call) {
        StatusRuntimeException thrown = catchThrowableOfType(StatusRuntimeException.class, call::get);
        assertThat(thrown).as("the call was answered").isNotNull();
        return new Refused(thrown);
    }

    /** Code, reason and domain; and a sentence for people. */
    Refused as(Code code, String reason) {
        assertThat(thrown.getStatus().getCode()).as(thrown.toString()).isEqualTo(code);
        assertThat(detail(ErrorInfo.class))
                .hasValue(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(DOMAIN)
                        .build());
        assertThat(thrown.getStatus().getDescription()).isNotBlank();
        return this;
    }

    /** {@code INVALID_ARGUMENT} that names the field. */
    Refused asInvalid(String reason, String field) {
        as(Code.INVALID_ARGUMENT, reason);
        List<BadRequest.FieldViolation> violations =
                detail(BadRequest.class).orElseThrow().getFieldViolationsList();
        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().getField()).isEqualTo(field);
        assertThat(violations.getFirst().getDescription()).isNotBlank();
        return this;
    }

    /** All of it, for what must not be in it. */
    String text() {
        return thrown + " " + StatusProto.fromThrowable(thrown) + " " + thrown.getTrailers();
    }

    private <D extends Message> Optional<D> detail(Class<D> kind) {
        try {
            for (var detail : StatusProto.fromThrowable(thrown).getDetailsList()) {
                if (detail.is(kind)) {
                    return Optional.of(detail.unpack(kind));
                }
            }
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }
}
