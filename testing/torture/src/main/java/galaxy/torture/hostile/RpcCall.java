package galaxy.torture.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.stub.ClientCalls;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A call of the connections service, whatever its messages are.
 *
 * @param empty a request without fields
 */
record RpcCall(MethodDescriptor<Message, Message> method, Message empty) {
    // Every request and response of gRPC is a message.
    @SuppressWarnings("unchecked")
    static List<RpcCall> all() {
        return ConnectionsServiceGrpc.getServiceDescriptor().getMethods().stream()
                .map(each -> (MethodDescriptor<Message, Message>) each)
                .map(method ->
                        new RpcCall(method, prototype((PrototypeMarshaller<Message>) method.getRequestMarshaller())))
                .toList();
    }

    private static Message prototype(PrototypeMarshaller<Message> marshaller) {
        return Objects.requireNonNull(marshaller.getMessagePrototype());
    }

    /** The call of this name, if there is one. */
    static Optional<RpcCall> named(String name) {
        return all().stream().filter(call -> call.name().equals(name)).findFirst();
    }

    String name() {
        return String.valueOf(method.getBareMethodName());
    }

    /** The names of the texts of a request. */
    List<String> fields() {
        return texts().map(FieldDescriptor::getName).toList();
    }

    private Stream<FieldDescriptor> texts() {
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

    Message send(Channel channel, Map<String, String> texts) {
        return ClientCalls.blockingUnaryCall(
                channel, method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS), request(texts));
    }

    /** The first text of this name anywhere in a message. */
    static Optional<String> text(Message message, String name) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getName().equals(name) && field.getValue() instanceof String text) {
                return Optional.of(text);
            }
            if (field.getValue() instanceof Message inner && text(inner, name).isPresent()) {
                return text(inner, name);
            }
        }
        return Optional.empty();
    }

    /** Valid texts for all calls, of two users with this number. */
    static Map<String, String> texts(String kind, long number) {
        Map<String, String> texts = new HashMap<>();
        texts.put("user_id", kind + "-" + number);
        texts.put("owner_user_id", "owner-" + number);
        texts.put("contact_user_id", "contact-" + number);
        texts.put("username", kind.charAt(0) + "" + number);
        texts.put("name", "Name " + number);
        texts.put("bio", "Bio");
        texts.put("request_id", "r" + number);
        return texts;
    }
}
