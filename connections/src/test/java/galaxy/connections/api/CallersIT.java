package galaxy.connections.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import galaxy.chassis.identity.Callers;
import galaxy.chassis.identity.CallersSettings;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.kernel.Secret;
import galaxy.testkit.Topology;
import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may call what, of every call there is. */
class CallersIT {
    private static final List<String> ROLES =
            List.of("gateway", "auth", "lobby", "geo", "billing", "admin", "web", "console");

    private static Callers everyRole() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (String role : ROLES) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("token-" + role).getBytes(StandardCharsets.UTF_8));
            lines.append(role)
                    .append('=')
                    .append(role)
                    .append(':')
                    .append(HexFormat.of().formatHex(digest))
                    .append(';');
        }
        return Callers.read(new CallersSettings(Optional.empty(), Optional.of(Secret.of(lines.toString()))));
    }

    private static Code code(Api api, MethodDescriptor<?, ?> method, String token) {
        Metadata metadata = new Metadata();
        if (!token.isEmpty()) {
            metadata.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        }
        var channel = ClientInterceptors.intercept(api.channel(), MetadataUtils.newAttachHeadersInterceptor(metadata));
        StatusRuntimeException refused =
                catchThrowableOfType(StatusRuntimeException.class, () -> empty(channel, method));
        return refused == null ? Code.OK : refused.getStatus().getCode();
    }

    @SuppressWarnings("unchecked")
    private static <Q> void empty(io.grpc.Channel channel, MethodDescriptor<Q, ?> method) {
        var reflective = (io.grpc.protobuf.ProtoMethodDescriptorSupplier) method.getSchemaDescriptor();
        assertThat(reflective.getMethodDescriptor().getName()).isEqualTo(method.getBareMethodName());
        Q nothing = ((MethodDescriptor.PrototypeMarshaller<Q>) method.getRequestMarshaller()).getMessagePrototype();
        ClientCalls.blockingUnaryCall(channel, method, CallOptions.DEFAULT, nothing);
    }

    @Test
    void each_role_makes_the_calls_that_it_may_and_no_others() throws Exception {
        Set<String> lobby = Set.of(
                "GetUsername",
                "LookupUsername",
                "GetPublicProfile",
                "LookupPublicProfile",
                "GetUserProfile",
                "BatchGetUserProfiles",
                "LookupUserProfile");
        try (Api api = Api.withCallers(Topology.STAND_ALONE, everyRole())) {
            var methods = ConnectionsServiceGrpc.getServiceDescriptor().getMethods();
            assertThat(methods).hasSize(20);
            for (MethodDescriptor<?, ?> method : methods) {
                String name = method.getBareMethodName();
                assertThat(code(api, method, "")).as(name).isEqualTo(Code.UNAUTHENTICATED);
                assertThat(code(api, method, "token-unknown")).as(name).isEqualTo(Code.UNAUTHENTICATED);
                Set<String> admitted = ROLES.stream()
                        .filter(role -> code(api, method, "token-" + role) != Code.PERMISSION_DENIED)
                        .collect(Collectors.toSet());
                assertThat(admitted)
                        .as(name)
                        .isEqualTo(
                                lobby.contains(name)
                                        ? Set.of("gateway", "web", "admin", "console", "lobby")
                                        : Set.of("gateway", "web", "admin", "console"));
                assertThat(code(api, method, "token-admin"))
                        .as(name)
                        .isEqualTo(name.equals("BatchGetUserProfiles") ? Code.OK : Code.INVALID_ARGUMENT);
            }
        }
    }

    @Test
    void an_event_names_the_caller_also_when_the_change_is_completed_in_a_later_step() throws Exception {
        try (Api api = Api.withCallers(Topology.STAND_ALONE, everyRole())) {
            var calls = api.calls(Map.of("authorization", "Bearer token-gateway"));
            calls.setUsername(SetUsernameRequest.newBuilder()
                    .setUserId("pilot-1")
                    .setUsername("nova")
                    .build());
            String token = calls.createContactLink(CreateContactLinkRequest.newBuilder()
                            .setOwnerUserId("pilot-1")
                            .setRequestId("r-1")
                            .build())
                    .getContactLink()
                    .getToken();
            api.calls(Map.of("authorization", "Bearer token-admin"))
                    .consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                            .setUserId("pilot-2")
                            .setToken(token)
                            .setRequestId("r-2")
                            .build());
            await().untilAsserted(() -> assertThat(api.events().about("pilot-1"))
                    .extracting(event -> event.data().path("caller").asString())
                    .containsExactly("gateway", "gateway", "admin"));
            await().untilAsserted(() -> assertThat(api.events().about("pilot-2"))
                    .extracting(event -> event.data().path("caller").asString())
                    .containsExactly("admin"));
        }
    }
}
