package galaxy.chassis.grpc;

import galaxy.chassis.telemetry.ListenerLimit;
import galaxy.chassis.telemetry.ListenerLimits;
import galaxy.contracts.RpcReason;
import io.grpc.Context;
import io.grpc.Decompressor;
import io.grpc.DecompressorRegistry;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a call before the library looks at it: its stream, and the encoding of its messages. The library by itself ends a call with an unknown encoding, or with a compressed message and
 * no encoding, before any code of ours, and without a reason. So such a call gets an encoding that passes: the dispatcher
 * refuses the call, and reading the message fails as that of any malformed one does.
 */
final class CallPreparation extends ServerStreamTracer.Factory {
    private static final Metadata.Key<String> ENCODING =
            Metadata.Key.of("grpc-encoding", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ACCEPTED =
            Metadata.Key.of("grpc-accept-encoding", Metadata.ASCII_STRING_MARSHALLER);
    private static final String NO_ENCODING = "identity";
    private static final String GZIP = "gzip";
    private static final Decompressor UNDECLARED = new NotDecodable("galaxy-undeclared");
    private static final Decompressor UNKNOWN = new NotDecodable("galaxy-unknown");

    /** Part of the status with which the library ends a call by itself. */
    private static final String TOO_LARGE = "gRPC message exceeds maximum size";

    private final ListenerLimits limits;

    CallPreparation(ListenerLimits limits) {
        this.limits = limits;
    }

    /** Those that a server with this factory needs. */
    static DecompressorRegistry registry() {
        return DecompressorRegistry.getDefaultInstance().with(UNDECLARED, false).with(UNKNOWN, false);
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        CallStream.current().ifPresent(CallStream::begun);
        @Nullable String given = headers.get(ENCODING);
        if (given == null || given.equals(NO_ENCODING)) {
            replace(headers, UNDECLARED);
        } else if (!given.equals(GZIP)) {
            replace(headers, UNKNOWN);
        }
        return new ServerStreamTracer() {
            @Override
            public Context filterContext(Context context) {
                return CallStream.current()
                        .map(stream -> context.withValue(CallStream.KEY, stream))
                        .orElse(context);
            }

            @Override
            public void streamClosed(Status status) {
                if (Optional.ofNullable(status.getDescription()).orElse("").startsWith(TOO_LARGE)) {
                    limits.reached(ListenerLimit.BODY_BYTES);
                }
            }
        };
    }

    private static void replace(Metadata headers, Decompressor passing) {
        headers.discardAll(ENCODING);
        headers.put(ENCODING, passing.getMessageEncoding());
    }

    /** @throws io.grpc.StatusRuntimeException when the caller's encoding is unknown */
    static void requireKnownEncoding(Metadata headers, RpcErrors errors) {
        if (UNKNOWN.getMessageEncoding().equals(headers.get(ENCODING))) {
            var error = errors.error(RpcReason.UNSUPPORTED_ENCODING);
            if (error.getTrailers() != null) {
                error.getTrailers().put(ACCEPTED, GZIP);
            }
            throw error;
        }
    }

    /** Names an encoding in which nothing can be read. */
    private record NotDecodable(String name) implements Decompressor {
        @Override
        public String getMessageEncoding() {
            return name;
        }

        @Override
        public InputStream decompress(InputStream in) throws IOException {
            // The message is in a buffer that only this releases.
            in.close();
            // Reading what is closed is an error, as reading what is malformed.
            var nothing = InputStream.nullInputStream();
            nothing.close();
            return nothing;
        }
    }
}
