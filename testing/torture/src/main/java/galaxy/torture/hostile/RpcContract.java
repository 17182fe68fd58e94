package galaxy.torture.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCalls;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The calls of the connections service and every text in their requests, as its proto file defines them. */
final class RpcContract {
    private static final long TIMEOUT_SECONDS = 20;

    private final Map<String, Call> calls = new TreeMap<>();

    /** A method, whatever its fields are. */
    record Call(MethodDescriptor<Message, Message> method, Message empty) {
        String name() {
            return String.valueOf(method.getBareMethodName());
        }

        /** A request with those of the texts that it has fields for. */
        Message request(Map<String, String> texts) {
            Message.Builder request = empty.newBuilderForType();
            texts().filter(field -> texts.containsKey(field.getName()))
                    .forEach(field -> request.setField(field, String.valueOf(texts.get(field.getName()))));
            return request.build();
        }

        Message send(Channel channel, Message request) {
            CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return ClientCalls.blockingUnaryCall(channel, method, options, request);
        }

        private java.util.stream.Stream<FieldDescriptor> texts() {
            return empty.getDescriptorForType().getFields().stream()
                    .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.STRING && !field.isRepeated());
        }
    }

    /** A text of a call. */
    record Field(Call call, String name) {
        @Override
        public String toString() {
            return call.name() + " " + name;
        }
    }

    // Every request and response of gRPC is a message.
    @SuppressWarnings("unchecked")
    RpcContract() {
        for (MethodDescriptor<?, ?> each :
                ConnectionsServiceGrpc.getServiceDescriptor().getMethods()) {
            MethodDescriptor<Message, Message> method = (MethodDescriptor<Message, Message>) each;
            if (method.getRequestMarshaller() instanceof MethodDescriptor.PrototypeMarshaller<Message> marshaller) {
                Call call = new Call(method, Objects.requireNonNull(marshaller.getMessagePrototype()));
                calls.put(call.name(), call);
            }
        }
    }

    List<Call> calls() {
        return List.copyOf(calls.values());
    }

    /** The call of this name, if there is one. */
    Optional<Call> call(String name) {
        return Optional.ofNullable(calls.get(name));
    }

    List<Field> fields() {
        return calls.values().stream()
                .flatMap(call -> call.texts().map(field -> new Field(call, field.getName())))
                .toList();
    }

    /** The first text of this name anywhere in a message. */
    static Optional<String> text(Message message, String name) {
        return message.getAllFields().entrySet().stream()
                .flatMap(field -> field.getKey().getName().equals(name) && field.getValue() instanceof String text
                        ? java.util.stream.Stream.of(text)
                        : field.getValue() instanceof Message inner
                                ? text(inner, name).stream()
                                : java.util.stream.Stream.empty())
                .findFirst();
    }
}
