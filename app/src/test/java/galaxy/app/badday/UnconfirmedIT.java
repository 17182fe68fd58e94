package galaxy.app.badday;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.testkit.GalaxyInstance;
import galaxy.testkit.RedisNode;
import galaxy.testkit.UsersCaller;
import galaxy.testkit.http.RestClient.Reply;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands that find nothing left to do, on a store whose replica has stopped: with {@code redis.durability=replicated} they
 * too are answered only when what they rely upon is confirmed, for a fail-over could take it back. Everything is made by an
 * instance that does not ask for replicas.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnconfirmedIT {
    private static final Map<String, String> ACTOR = Map.of("type", "service");
    private static final String EMAIL = "pilot@example.com";
    private static final String BLOCKED = "blocked@example.com";

    private final RedisNode node = RedisNode.start();
    private final RedisNode replica = RedisNode.start();
    private GalaxyInstance local;
    private GalaxyInstance replicated;
    private ManagedChannel toLocal;
    private ManagedChannel toReplicated;
    private String user = "";
    private String blockedUser = "";
    private ContactLink link = ContactLink.getDefaultInstance();
    private ContactLink revoked = ContactLink.getDefaultInstance();

    @BeforeAll
    void make_everything() throws InterruptedException {
        replica.follow(node);
        local = GalaxyInstance.serve("redis.uri=" + node.uri(), "log.level=error");
        replicated = GalaxyInstance.serve(
                "redis.uri=" + node.uri(), "redis.durability=replicated", "redis.timeout=700ms", "log.level=error");
        replica.pause();
        toLocal = channel(local);
        toReplicated = channel(replicated);

        UsersCaller callers = UsersCaller.of(local);
        user = callers.ensure(EMAIL).text("user_id");
        blockedUser = callers.ensure("blocked-user@example.com").text("user_id");
        assertThat(block(callers, BLOCKED).isOk()).isTrue();
        assertThat(blockUser(callers).isOk()).isTrue();
        assertThat(callers.rename(user, "Nova Prime").isOk()).isTrue();

        ConnectionsServiceBlockingStub stub = stub(toLocal);
        setProfile(stub);
        link = stub.createContactLink(create("link")).getContactLink();
        revoked = stub.createContactLink(create("revoked")).getContactLink();
        revoke(stub);
        use(stub);
    }

    @AfterAll
    void stop() {
        toLocal.shutdownNow();
        toReplicated.shutdownNow();
        local.close();
        replicated.close();
        replica.close();
        node.close();
    }

    Stream<Arguments> over_rest() {
        return Stream.of(
                rest("ensure a user who exists", callers -> callers.ensure(EMAIL)),
                rest("ensure an address that is blocked", callers -> callers.ensure(BLOCKED)),
                rest("block an address that is blocked", callers -> block(callers, BLOCKED)),
                rest("block a user who is blocked", this::blockUser),
                rest("unblock an address that is not blocked", callers -> unblock(callers, EMAIL)),
                rest("take the name that one has", callers -> callers.rename(user, "Nova Prime")),
                rest("repeat a command under its key", callers -> callers.grant(user)));
    }

    private static Arguments rest(String what, Function<UsersCaller, Reply> call) {
        return Arguments.of(what, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("over_rest")
    void nothing_left_to_do_over_rest(String what, Function<UsersCaller, Reply> call) {
        assertThat(call.apply(UsersCaller.of(local)).status()).as(what).isEqualTo(200);
        assertThat(call.apply(UsersCaller.of(replicated)).status()).as(what).isEqualTo(503);
    }

    Stream<Arguments> over_grpc() {
        return Stream.of(
                rpc("set the profile that one has", UnconfirmedIT::setProfile),
                rpc(
                        "set the username that one has",
                        stub -> stub.setUsername(SetUsernameRequest.newBuilder()
                                .setUserId("nova")
                                .setUsername("nova")
                                .build())),
                rpc(
                        "remove who is no contact",
                        stub -> stub.removeContact(RemoveContactRequest.newBuilder()
                                .setOwnerUserId("nova")
                                .setContactUserId("unknown")
                                .build())),
                rpc("make a link again under its request", stub -> stub.createContactLink(create("link"))),
                rpc("revoke what is revoked", this::revoke),
                rpc("use a link again under its request", this::use));
    }

    private static Arguments rpc(String what, Function<ConnectionsServiceBlockingStub, Object> call) {
        return Arguments.of(what, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("over_grpc")
    void nothing_left_to_do_over_grpc(String what, Function<ConnectionsServiceBlockingStub, Object> call) {
        assertThat(call.apply(stub(toLocal))).as(what).isNotNull();
        assertThatExceptionOfType(StatusRuntimeException.class)
                .as(what)
                .isThrownBy(() -> call.apply(stub(toReplicated)))
                .satisfies(e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
    }

    private static Reply block(UsersCaller callers, String email) {
        return callers.post(
                "/user-blocks/by-email", Map.of("email", email, "reason_code", "abuse", "actor", ACTOR), "");
    }

    private Reply blockUser(UsersCaller callers) {
        return callers.post("/users/" + blockedUser + "/block", Map.of("reason_code", "abuse", "actor", ACTOR), "");
    }

    private static Reply unblock(UsersCaller callers, String email) {
        return callers.post(
                "/user-blocks/by-email/remove", Map.of("email", email, "reason_code", "appeal", "actor", ACTOR), "");
    }

    private static Object setProfile(ConnectionsServiceBlockingStub stub) {
        return stub.setUserProfile(SetUserProfileRequest.newBuilder()
                .setUserId("nova")
                .setUsername("nova")
                .setName("Nova Prime")
                .build());
    }

    private static CreateContactLinkRequest create(String request) {
        return CreateContactLinkRequest.newBuilder()
                .setOwnerUserId("nova")
                .setRequestId(request)
                .build();
    }

    private Object revoke(ConnectionsServiceBlockingStub stub) {
        return stub.revokeContactLink(RevokeContactLinkRequest.newBuilder()
                .setOwnerUserId("nova")
                .setLinkId(revoked.getLinkId())
                .setRequestId("revoke")
                .build());
    }

    private Object use(ConnectionsServiceBlockingStub stub) {
        return stub.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                .setToken(link.getToken())
                .setUserId("friend")
                .setRequestId("use")
                .build());
    }

    private static ManagedChannel channel(GalaxyInstance program) {
        return Grpc.newChannelBuilder(program.connections(), InsecureChannelCredentials.create())
                .build();
    }

    private static ConnectionsServiceBlockingStub stub(ManagedChannel channel) {
        return ConnectionsServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
    }
}
