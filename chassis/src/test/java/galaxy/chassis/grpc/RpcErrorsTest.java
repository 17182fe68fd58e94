package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import galaxy.contracts.RpcReason;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpcErrorsTest {
    private final RpcErrors errors = new RpcErrors("things.galaxy");

    private static com.google.rpc.Status proto(StatusRuntimeException error) {
        return StatusProto.fromThrowable(error);
    }

    private static ErrorInfo info(com.google.rpc.Status proto) throws InvalidProtocolBufferException {
        return proto.getDetails(0).unpack(ErrorInfo.class);
    }

    @Test
    void an_error_says_its_reason_and_whose_it_is() throws Exception {
        var error = errors.error(RpcReason.USERNAME_TAKEN);
        assertThat(error.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
        assertThat(error.getStatus().getDescription()).isEqualTo(RpcReason.USERNAME_TAKEN.message());
        assertThat(info(proto(error)).getReason()).isEqualTo("USERNAME_TAKEN");
        assertThat(info(proto(error)).getDomain()).isEqualTo("things.galaxy");
        assertThat(proto(error).getDetailsList()).hasSize(1);
    }

    @Test
    void an_invalid_request_names_each_field() throws Exception {
        var one = proto(errors.invalid(RpcReason.INVALID_USERNAME, "username", "is too short"));
        assertThat(one.getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        assertThat(info(one).getReason()).isEqualTo("INVALID_USERNAME");
        assertThat(one.getDetails(1).unpack(BadRequest.class).getFieldViolationsList())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.getField()).isEqualTo("username");
                    assertThat(violation.getDescription()).isEqualTo("is too short");
                });
        var two = proto(errors.invalid(
                RpcReason.INVALID_PROFILE,
                List.of(new RpcErrors.Violation("name", "is empty"), new RpcErrors.Violation("bio", "is too long"))));
        assertThat(two.getDetails(1).unpack(BadRequest.class).getFieldViolationsList())
                .extracting(BadRequest.FieldViolation::getField)
                .containsExactly("name", "bio");
    }

    @Test
    void unavailable_says_how_long_to_wait() throws Exception {
        var error = proto(errors.unavailable(Duration.ofMillis(1500)));
        assertThat(error.getCode()).isEqualTo(Status.Code.UNAVAILABLE.value());
        assertThat(info(error).getReason()).isEqualTo("SERVICE_UNAVAILABLE");
        var delay = error.getDetails(1).unpack(RetryInfo.class).getRetryDelay();
        assertThat(delay.getSeconds()).isEqualTo(1);
        assertThat(delay.getNanos()).isEqualTo(500_000_000);
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_FOUND, NOT_FOUND",
        "INTERNAL, INTERNAL_ERROR",
        "UNAVAILABLE, SERVICE_UNAVAILABLE",
        "UNIMPLEMENTED, METHOD_NOT_FOUND"
    })
    void an_error_without_a_reason_gets_the_usual_one(Status.Code code, String reason) throws Exception {
        var trailers = TestRpc.metadata("x-kept", "yes");
        var error = errors.complete(Status.fromCode(code).withDescription("words"), trailers);
        assertThat(info(proto(error)).getReason()).isEqualTo(reason);
        assertThat(error.getStatus().getDescription()).isEqualTo("words");
        assertThat(error.getTrailers().get(Metadata.Key.of("x-kept", Metadata.ASCII_STRING_MARSHALLER)))
                .isEqualTo("yes");
    }

    @Test
    void an_error_with_a_reason_stays_as_it_is() {
        var error = errors.invalid(RpcReason.INVALID_USERNAME, "username", "is too short");
        assertThat(proto(errors.complete(error.getStatus(), error.getTrailers())))
                .isEqualTo(proto(error));
    }
}
