package galaxy.torture.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A call of the connections service, whatever its messages are.
 *
 * @param empty a request without fields
 */
record RpcCall(MethodDescriptor<Message, Message> method, Message empty) {
    static final List<RpcCall> ALL = ConnectionsServiceGrpc.getServiceDescriptor().getMethods().stream()
            .map(RpcCall::of)
            .toList();

    // Every request and response of gRPC is a message.
    @SuppressWarnings("unchecked")
    private static RpcCall of(MethodDescriptor<?, ?> any) {
        MethodDescriptor<Message, Message> method = (MethodDescriptor<Message, Message>) any;
        PrototypeMarshaller<Message> marshaller = (PrototypeMarshaller<Message>) method.getRequestMarshaller();
        return new RpcCall(method, Objects.requireNonNull(marshaller.getMessagePrototype()));
    }

    static RpcCall named(String name) {
        return ALL.stream().filter(call -> call.name().equals(name)).findFirst().orElseThrow();
    }

    String name() {
        return String.valueOf(method.getBareMethodName());
    }

    /** The texts of a request. */
    Stream<FieldDescriptor> texts() {
        return empty.getDescriptorForType().getFields().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.STRING && !field.isRepeated());
    }

    /** A request with those of the texts that it has fields for. */
    Message request(Map<String, String> texts) {
        Message.Builder request = empty.newBuilderForType();
        texts().filter(field -> texts.containsKey(field.getName()))
                .forEach(field -> request.setField(field, texts.getOrDefault(field.getName(), "")));
        return request.build();
    }

    static JsonNode json(Message message) {
        try {
            return RestCheck.JSON.readTree(
                    JsonFormat.printer().preservingProtoFieldNames().print(message));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a message has no form in JSON", e);
        }
    }
}
