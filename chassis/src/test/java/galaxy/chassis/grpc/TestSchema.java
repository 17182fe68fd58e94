package galaxy.chassis.grpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.WrappersProto;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.List;

/** The test service as a compiled proto file would describe it. */
final class TestSchema implements ProtoFileDescriptorSupplier {
    private final FileDescriptor file;

    private TestSchema(FileDescriptor file) {
        this.file = file;
    }

    static ServiceDescriptor descriptor(List<? extends MethodDescriptor<?, ?>> methods) {
        var service = ServiceDescriptorProto.newBuilder().setName("Things");
        var descriptor = ServiceDescriptor.newBuilder(TestRpc.SERVICE);
        for (var method : methods) {
            service.addMethod(MethodDescriptorProto.newBuilder()
                    .setName(method.getBareMethodName())
                    .setInputType(".google.protobuf.StringValue")
                    .setOutputType(".google.protobuf.StringValue"));
            descriptor.addMethod(method);
        }
        var proto = FileDescriptorProto.newBuilder()
                .setName("things.proto")
                .setPackage("things.v1")
                .setSyntax("proto3")
                .addDependency(WrappersProto.getDescriptor().getName())
                .addService(service)
                .build();
        try {
            var file = FileDescriptor.buildFrom(proto, new FileDescriptor[] {WrappersProto.getDescriptor()});
            return descriptor.setSchemaDescriptor(new TestSchema(file)).build();
        } catch (Descriptors.DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public FileDescriptor getFileDescriptor() {
        return file;
    }
}
