package galaxy.torture.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The calls of the connections service and every text in their requests, as its proto has them. */
final class RpcContract {
    private static final long PATIENCE_SECONDS = 20;

    private final Map<String, Call> calls = new TreeMap<>();

    /** One method, taken with whatever fields it has. */
    record Call(String name, com.google.protobuf.Descriptors.MethodDescriptor proto) {
        MethodDescriptor<DynamicMessage, DynamicMessage> descriptor() {
            return MethodDescriptor.<DynamicMessage, DynamicMessage>newBuilder()
                    .setType(MethodType.UNARY)
                    .setFullMethodName(
                            MethodDescriptor.generateFullMethodName(ConnectionsServiceGrpc.SERVICE_NAME, name))
                    .setRequestMarshaller(
                            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(proto.getInputType())))
                    .setResponseMarshaller(
                            ProtoUtils.marshaller(DynamicMessage.getDefaultInstance(proto.getOutputType())))
                    .build();
        }

        /** A request with those of the texts that it has fields for. */
        DynamicMessage request(Map<String, String> texts) {
            DynamicMessage.Builder request = DynamicMessage.newBuilder(proto.getInputType());
            for (FieldDescriptor field : proto.getInputType().getFields()) {
                if (isText(field) && texts.containsKey(field.getName())) {
                    request.setField(field, String.valueOf(texts.get(field.getName())));
                }
            }
            return request.build();
        }

        DynamicMessage send(Channel channel, DynamicMessage request) {
            return ClientCalls.blockingUnaryCall(
                    channel,
                    descriptor(),
                    CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS),
                    request);
        }
    }

    /** One text of one call. */
    record Field(Call call, String name) {
        @Override
        public String toString() {
            return call.name + " " + name;
        }
    }

    RpcContract() {
        for (MethodDescriptor<?, ?> method :
                ConnectionsServiceGrpc.getServiceDescriptor().getMethods()) {
            if (method.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier supplier) {
                var proto = supplier.getMethodDescriptor();
                calls.put(proto.getName(), new Call(proto.getName(), proto));
            }
        }
    }

    List<Call> calls() {
        return List.copyOf(calls.values());
    }

    Call call(String name) {
        Call call = calls.get(name);
        if (call == null) {
            throw new IllegalArgumentException("no such call: " + name);
        }
        return call;
    }

    boolean has(String name) {
        return calls.containsKey(name);
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (Call call : calls.values()) {
            call.proto.getInputType().getFields().stream()
                    .filter(RpcContract::isText)
                    .forEach(field -> fields.add(new Field(call, field.getName())));
        }
        return fields;
    }

    private static boolean isText(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.STRING && !field.isRepeated();
    }

    /** The first text of this name anywhere in a message. */
    static java.util.Optional<String> text(DynamicMessage message, String name) {
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getName().equals(name) && field.getValue() instanceof String text) {
                return java.util.Optional.of(text);
            }
            if (field.getValue() instanceof DynamicMessage inner) {
                var found = text(inner, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return java.util.Optional.empty();
    }
}
