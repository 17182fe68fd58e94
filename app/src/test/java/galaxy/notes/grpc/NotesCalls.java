package galaxy.notes.grpc;

import com.google.protobuf.StringValue;
import galaxy.chassis.grpc.RpcApi;
import galaxy.chassis.grpc.RpcErrors;
import galaxy.chassis.identity.Access;
import galaxy.contracts.Role;
import galaxy.contracts.RpcReason;
import galaxy.notes.note.Note;
import galaxy.notes.note.Notebook;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;

/** One method: from the title of a note to its id. */
public final class NotesCalls {
    public static final MethodDescriptor<StringValue, StringValue> FIND = MethodDescriptor.newBuilder(
                    ProtoUtils.marshaller(StringValue.getDefaultInstance()),
                    ProtoUtils.marshaller(StringValue.getDefaultInstance()))
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("notes.v1.Notes/Find")
            .build();

    private static final String DOMAIN = "notes.galaxy";
    private static final RpcErrors ERRORS = new RpcErrors(DOMAIN);

    private final Notebook notes;

    public NotesCalls(Notebook notes) {
        this.notes = notes;
    }

    public RpcApi rpc() {
        var definition = ServerServiceDefinition.builder("notes.v1.Notes")
                .addMethod(FIND, ServerCalls.asyncUnaryCall(this::find))
                .build();
        return new RpcApi(definition, Map.of("Find", Access.only(Role.LOBBY, Role.ADMIN)), DOMAIN, List.of());
    }

    private void find(StringValue title, StreamObserver<StringValue> answer) {
        var id = notes.findByTitle(title.getValue())
                .map(Note::id)
                .orElseThrow(() -> ERRORS.error(RpcReason.USERNAME_NOT_FOUND));
        answer.onNext(StringValue.of(id));
        answer.onCompleted();
    }
}
