package galaxy.torture.connections;

import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceBlockingStub;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.torture.connections.Own.Tools;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** Requests that do not fit: refused with their reason, and nothing changes. */
final class OwnMistakes {
    static final String RULE = "an invalid request is refused with its reason";

    private static final String NO_LINK = "lnk_00000000000000000000000000000000";

    private static final List<Mistake> ALL = List.of(
            new Mistake(
                    "INVALID_USERNAME",
                    (stub, user) -> stub.setUsername(SetUsernameRequest.newBuilder()
                            .setUserId(user)
                            .setUsername("9lives")
                            .build())),
            new Mistake(
                    "INVALID_USER_ID",
                    (stub, user) -> stub.setUsername(SetUsernameRequest.newBuilder()
                            .setUserId(" ")
                            .setUsername("nobody")
                            .build())),
            new Mistake(
                    "INVALID_PROFILE",
                    (stub, user) -> stub.setPublicProfile(SetPublicProfileRequest.newBuilder()
                            .setUserId(user)
                            .setName("x".repeat(65))
                            .build())),
            new Mistake(
                    "INVALID_PROFILE",
                    (stub, user) -> stub.setUserProfile(SetUserProfileRequest.newBuilder()
                            .setUserId(user)
                            .setUsername("a.mistake")
                            .setName("Half")
                            .setAvatarSetId("pilots")
                            .build())),
            new Mistake(
                    "INVALID_USERNAME",
                    (stub, user) -> stub.lookupUsername(
                            LookupUsernameRequest.newBuilder().setUsername("ä").build())),
            new Mistake(
                    "INVALID_USER_ID",
                    (stub, user) -> stub.getUserProfile(GetUserProfileRequest.newBuilder()
                            .setUserId("x".repeat(129))
                            .build())),
            new Mistake(
                    "OWN_CONTACT",
                    (stub, user) -> stub.addContact(AddContactRequest.newBuilder()
                            .setOwnerUserId(user)
                            .setContactUserId(" " + user)
                            .build())),
            new Mistake(
                    "INVALID_PAGE_TOKEN",
                    (stub, user) -> stub.listContacts(ListContactsRequest.newBuilder()
                            .setOwnerUserId(user)
                            .setPageToken("broken")
                            .build())),
            new Mistake(
                    "INVALID_REQUEST_ID",
                    (stub, user) -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                            .setOwnerUserId(user)
                            .build())),
            new Mistake(
                    "INVALID_LINK",
                    (stub, user) -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                            .setOwnerUserId(user)
                            .setRequestId("mistake")
                            .setMaxUses(-1)
                            .build())),
            new Mistake(
                    "INVALID_LINK",
                    (stub, user) -> stub.createContactLink(CreateContactLinkRequest.newBuilder()
                            .setOwnerUserId(user)
                            .setRequestId("mistake")
                            .setExpiresAt(Times.timestamp(Instant.EPOCH))
                            .build())),
            new Mistake(
                    "LINK_NOT_FOUND",
                    (stub, user) -> stub.revokeContactLink(RevokeContactLinkRequest.newBuilder()
                            .setOwnerUserId(user)
                            .setLinkId(NO_LINK)
                            .setRequestId("mistake")
                            .build())),
            new Mistake(
                    "LINK_NOT_FOUND",
                    (stub, user) -> stub.consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                            .setToken("A".repeat(27))
                            .setUserId(user)
                            .setRequestId("mistake")
                            .build())),
            new Mistake(
                    "INVALID_LINK_ID",
                    (stub, user) -> stub.listContactLinkEvents(ListContactLinkEventsRequest.newBuilder()
                            .setOwnerUserId(user)
                            .build())));

    private final Tools tools;

    private record Mistake(String reason, BiFunction<ConnectionsServiceBlockingStub, String, Object> call) {}

    OwnMistakes(Tools tools) {
        this.tools = tools;
    }

    void act(OwnUser user) throws InterruptedException {
        Mistake mistake = tools.any(ALL);
        Reply<Object> reply =
                tools.caller().read(mistake.reason(), stub -> mistake.call().apply(stub, user.id()));
        tools.findings()
                .check(
                        RULE,
                        reply.isOpen() || reply.isRefused(mistake.reason()),
                        () -> "%s by %s: %s".formatted(mistake.reason(), user, reply));
    }
}
