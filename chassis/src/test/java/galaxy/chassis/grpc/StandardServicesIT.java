package galaxy.chassis.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.rpc.ErrorInfo;
import galaxy.chassis.identity.EveryRole;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both of them without a token. */
class StandardServicesIT {
    private static TestRpc rpc;

    @BeforeAll
    static void start() {
        rpc = new TestRpc(Map.of(), EveryRole.callers(), TestRpc.answering(name -> name));
    }

    @AfterAll
    static void stop() {
        rpc.close();
    }

    /** As tools of some years ago ask. */
    @Test
    @SuppressWarnings("deprecation")
    void lists_its_services_to_those_that_know_the_older_reflection_alone() {
        var answer = new CompletableFuture<io.grpc.reflection.v1alpha.ServerReflectionResponse>();
        var requests = io.grpc.reflection.v1alpha.ServerReflectionGrpc.newStub(rpc.channel)
                .serverReflectionInfo(observer(answer));
        requests.onNext(io.grpc.reflection.v1alpha.ServerReflectionRequest.newBuilder()
                .setListServices("")
                .build());
        var services = answer.orTimeout(20, TimeUnit.SECONDS).join().getListServicesResponse();
        requests.onCompleted();
        assertThat(services.getServiceList())
                .extracting(io.grpc.reflection.v1alpha.ServiceResponse::getName)
                .contains(TestRpc.SERVICE);
    }

    private static <T> StreamObserver<T> observer(CompletableFuture<T> answer) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T response) {
                answer.complete(response);
            }

            @Override
            public void onError(Throwable t) {
                answer.completeExceptionally(t);
            }

            @Override
            public void onCompleted() {}
        };
    }

    private static HealthCheckRequest of(String service) {
        return HealthCheckRequest.newBuilder().setService(service).build();
    }

    private static ServerReflectionResponse reflect(ServerReflectionRequest.Builder request) {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var requests = ServerReflectionGrpc.newStub(rpc.channel).serverReflectionInfo(observer(answer));
        requests.onNext(request.build());
        var response = answer.orTimeout(20, TimeUnit.SECONDS).join();
        requests.onCompleted();
        return response;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", TestRpc.SERVICE})
    void says_that_it_serves(String service) {
        var status = HealthGrpc.newBlockingStub(rpc.channel).check(of(service)).getStatus();
        assertThat(status).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void the_health_of_an_unknown_service_is_an_error_of_the_one_form() {
        assertThatThrownBy(() -> HealthGrpc.newBlockingStub(rpc.channel).check(of("other")))
                .isInstanceOfSatisfying(StatusRuntimeException.class, error -> {
                    var detail = StatusProto.fromThrowable(error).getDetails(0);
                    assertThat(detail.is(ErrorInfo.class)).isTrue();
                });
    }

    @Test
    void lists_its_services() {
        var services = reflect(ServerReflectionRequest.newBuilder().setListServices(""))
                .getListServicesResponse()
                .getServiceList();
        assertThat(services)
                .extracting(ServiceResponse::getName)
                .containsExactlyInAnyOrder(
                        TestRpc.SERVICE,
                        "grpc.health.v1.Health",
                        "grpc.reflection.v1.ServerReflection",
                        "grpc.reflection.v1alpha.ServerReflection");
    }

    @Test
    void describes_a_service() throws Exception {
        var files = reflect(ServerReflectionRequest.newBuilder().setFileContainingSymbol(TestRpc.SERVICE))
                .getFileDescriptorResponse();
        var file = FileDescriptorProto.parseFrom(files.getFileDescriptorProto(0));
        assertThat(file.getName()).isEqualTo("things.proto");
        assertThat(file.getService(0).getMethodList())
                .extracting(method -> method.getName())
                .contains("Read", "Write", "Open");
    }
}
