package galaxy.models.connections;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Messages of the connections service by the names of methods and the order of fields. */
public final class Messages {
    private static final Map<String, MethodDescriptor<?, ?>> METHODS =
            ConnectionsServiceGrpc.getServiceDescriptor().getMethods().stream()
                    .collect(Collectors.toMap(method -> String.valueOf(method.getBareMethodName()), method -> method));

    private Messages() {}

    /** A message with values of its first fields. Those that are empty are not set; instants become timestamps. */
    @SuppressWarnings("unchecked") // A builder builds what its prototype is.
    public static <M extends Message> M of(M prototype, Object... values) {
        Message.Builder message = prototype.newBuilderForType();
        List<FieldDescriptor> fields = prototype.getDescriptorForType().getFields();
        for (int i = 0; i < values.length; i++) {
            Object value = values[i] instanceof Optional<?> known ? known.orElse(null) : values[i];
            if (value != null) {
                message.setField(fields.get(i), value instanceof Instant time ? timestamp(time) : value);
            }
        }
        return (M) message.build();
    }

    public static List<String> methods() {
        return METHODS.keySet().stream().sorted().toList();
    }

    /** Sets the fields of a message that another has too. */
    static <B extends Message.Builder> B filled(Message from, B to) {
        for (FieldDescriptor field : from.getDescriptorForType().getFields()) {
            FieldDescriptor same = to.getDescriptorForType().findFieldByName(field.getName());
            if (same != null && (!field.hasPresence() || from.hasField(field))) {
                to.setField(same, from.getField(field));
            }
        }
        return to;
    }

    /** The request of a method such as {@code AddContact}. */
    public static Message request(String method, Object... values) {
        return of(prototype(Objects.requireNonNull(METHODS.get(method)).getRequestMarshaller()), values);
    }

    /** The request of a method with what there is for each of its fields, by name. */
    public static Message request(String method, Function<String, Optional<?>> values) {
        Message.Builder request = request(method).toBuilder();
        for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
            values.apply(field.getName()).ifPresent(value -> request.setField(field, value));
        }
        return request.build();
    }

    public static Message response(Message request, Object... values) {
        return of(prototype(method(request).getResponseMarshaller()), values);
    }

    @SuppressWarnings("unchecked") // All requests and responses are messages.
    public static MethodDescriptor<Message, Message> method(Message request) {
        return (MethodDescriptor<Message, Message>) Objects.requireNonNull(METHODS.get(name(request)));
    }

    /** The name of the method of a request. */
    public static String name(Message request) {
        return request.getDescriptorForType().getName().replaceFirst("Request$", "");
    }

    public static boolean isOfList(Message request) {
        return name(request).startsWith("List");
    }

    /** A text field; empty if the message has no such field. */
    public static String text(Message message, String field) {
        return Optional.ofNullable(message.getDescriptorForType().findFieldByName(field))
                .map(known -> message.getField(known).toString())
                .orElse("");
    }

    /** The first field of a message if it is of this type. */
    public static <T> Optional<T> first(Message message, Class<T> type) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        Stream<Object> first = fields.stream().limit(1).map(message::getField);
        return first.filter(type::isInstance).map(type::cast).findFirst();
    }

    private static Message prototype(MethodDescriptor.Marshaller<?> marshaller) {
        return (Message) Objects.requireNonNull(((PrototypeMarshaller<?>) marshaller).getMessagePrototype());
    }

    public static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    public static Timestamp timestamp(Instant time) {
        var timestamp = Timestamp.newBuilder().setSeconds(time.getEpochSecond());
        return timestamp.setNanos(time.getNano()).build();
    }

    /** The same with all times unknown: a time that is set stays set. */
    public static Message untimed(Message message) {
        if (message instanceof Timestamp) {
            return Timestamp.getDefaultInstance();
        }
        Message.Builder untimed = message.toBuilder();
        message.getAllFields().forEach((field, value) -> {
            if (value instanceof Message inner) {
                untimed.setField(field, untimed(inner));
            } else if (value instanceof List<?> list && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                untimed.setField(
                        field,
                        list.stream().map(each -> untimed((Message) each)).toList());
            }
        });
        return untimed.build();
    }
}
