package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import com.google.rpc.ErrorInfo;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** All of what came back. */
record Reply(Status status, String value, Metadata headers, Metadata trailers) {

    Optional<String> trailer(String name) {
        return Optional.ofNullable(trailers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER)));
    }

    /** The detail of this kind; empty when the error has none. */
    <D extends Message> Optional<D> detail(Class<D> kind) {
        try {
            for (var detail :
                    StatusProto.fromStatusAndTrailers(status, trailers).getDetailsList()) {
                if (detail.is(kind)) {
                    return Optional.of(detail.unpack(kind));
                }
            }
            return Optional.empty();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** In the one shape that errors have, with the request id. */
    Reply refused(Status.Code code, String reason) {
        assertThat(status.getCode()).as(status.toString()).isEqualTo(code);
        assertThat(detail(ErrorInfo.class))
                .hasValue(ErrorInfo.newBuilder()
                        .setReason(reason)
                        .setDomain(TestRpc.DOMAIN)
                        .build());
        assertThat(trailer("x-request-id")).isPresent();
        return this;
    }

    Reply ok() {
        assertThat(status.getCode()).as(status.toString()).isEqualTo(Status.Code.OK);
        return this;
    }

    /** Gathers them. */
    static final class Listener extends ClientCall.Listener<StringValue> {
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();
        private volatile Metadata headers = new Metadata();
        private volatile String value = "";

        Reply reply() {
            return reply.orTimeout(20, TimeUnit.SECONDS).join();
        }

        boolean done() {
            return reply.isDone();
        }

        @Override
        public void onHeaders(Metadata headers) {
            this.headers = headers;
        }

        @Override
        public void onMessage(StringValue message) {
            value = message.getValue();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            reply.complete(new Reply(status, value, headers, trailers));
        }
    }
}
