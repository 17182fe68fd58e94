package galaxy.client.connections;

import galaxy.client.CallContext;
import galaxy.client.Outcome;
import galaxy.client.PageRequest;
import galaxy.client.Pages;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.GetContactLinkRequest;
import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Page;
import java.util.List;
import java.util.stream.Stream;

/**
 * Calls the connections service. Safe for many threads; keeps its connection open until it is closed. Every operation blocks
 * until there is a response.
 *
 * <p>All operations are repeatable by contract, those with an idempotency key under that key. While the service is unavailable,
 * an operation is repeated with growing pauses until the timeout of the call.
 *
 * <p>Every operation throws {@link galaxy.client.NoResponseException} without a response,
 * {@link galaxy.client.ErrorResponseException} for an error that its outcome does not allow, and
 * {@link galaxy.client.InvalidResponseException} for a response that breaks the contract.
 */
public final class ConnectionsClient implements AutoCloseable {
    private static final int MAX_PAGE_SIZE = 50;

    private final GrpcApi api;

    private ConnectionsClient(GrpcApi api) {
        this.api = api;
    }

    /** A client of the service at a target. Sends nothing yet. */
    public static ConnectionsClient of(ConnectionsSettings settings) {
        return new ConnectionsClient(GrpcApi.of(settings));
    }

    /** The same client over the same connection, for calls that are part of a larger request. */
    public ConnectionsClient in(CallContext larger) {
        return new ConnectionsClient(api.in(larger));
    }

    // Usernames and profiles

    /** Sets or changes the username of a user. */
    public Outcome<UsernameRecord, Refusal> setUsername(UserRef userId, Username username) {
        var request = SetUsernameRequest.newBuilder().setUserId(userId.value()).setUsername(username.value());
        return api.change(
                ConnectionsServiceGrpc.getSetUsernameMethod(),
                request.build(),
                response -> Decode.username(response.getUsernameRecord()));
    }

    public Outcome<UsernameRecord, Refusal> getUsername(UserRef userId) {
        return api.read(
                ConnectionsServiceGrpc.getGetUsernameMethod(),
                GetUsernameRequest.newBuilder().setUserId(userId.value()).build(),
                response -> Decode.username(response.getUsernameRecord()));
    }

    /** The user who has a username. */
    public Outcome<UsernameRecord, Refusal> lookupUsername(Username username) {
        return api.read(
                ConnectionsServiceGrpc.getLookupUsernameMethod(),
                LookupUsernameRequest.newBuilder().setUsername(username.value()).build(),
                response -> Decode.username(response.getUsernameRecord()));
    }

    /** Replaces name, avatar and bio. */
    public Outcome<PublicProfile, Refusal> setPublicProfile(UserRef userId, ProfileDetails details) {
        return api.change(
                ConnectionsServiceGrpc.getSetPublicProfileMethod(),
                Encode.publicProfile(userId, details),
                response -> Decode.publicProfile(response.getPublicProfileRecord()));
    }

    public Outcome<PublicProfile, Refusal> getPublicProfile(UserRef userId) {
        return api.read(
                ConnectionsServiceGrpc.getGetPublicProfileMethod(),
                GetPublicProfileRequest.newBuilder().setUserId(userId.value()).build(),
                response -> Decode.publicProfile(response.getPublicProfileRecord()));
    }

    /** The user who has a username, with the public profile if there is one. */
    public Outcome<PublicUser, Refusal> lookupPublicProfile(Username username) {
        return api.read(
                ConnectionsServiceGrpc.getLookupPublicProfileMethod(),
                LookupPublicProfileRequest.newBuilder()
                        .setUsername(username.value())
                        .build(),
                Decode::publicUser);
    }

    /** Replaces username, name, avatar and bio together. */
    public Outcome<UserProfile, Refusal> setUserProfile(UserRef userId, Username username, ProfileDetails details) {
        return api.change(
                ConnectionsServiceGrpc.getSetUserProfileMethod(),
                Encode.userProfile(userId, username, details),
                response -> Decode.profile(response.getUserProfile()));
    }

    /** Username and profile of a user. */
    public Outcome<UserProfile, Refusal> getUserProfile(UserRef userId) {
        return api.read(
                ConnectionsServiceGrpc.getGetUserProfileMethod(),
                GetUserProfileRequest.newBuilder().setUserId(userId.value()).build(),
                response -> Decode.profile(response.getUserProfile()));
    }

    /**
     * Username and profile of each of these users who has any, in their order, each once.
     *
     * @param userIds at most 100
     */
    public Outcome<List<UserProfile>, Refusal> getUserProfiles(List<UserRef> userIds) {
        return api.read(
                ConnectionsServiceGrpc.getBatchGetUserProfilesMethod(),
                Encode.userIds(userIds),
                response -> response.getUserProfilesList().stream()
                        .map(Decode::profile)
                        .toList());
    }

    /** Username and profile of the user who has a username. */
    public Outcome<UserProfile, Refusal> lookupUserProfile(Username username) {
        return api.read(
                ConnectionsServiceGrpc.getLookupUserProfileMethod(),
                LookupUserProfileRequest.newBuilder()
                        .setUsername(username.value())
                        .build(),
                response -> Decode.profile(response.getUserProfile()));
    }

    // Contacts

    /** Adds a user to the owner's list. */
    public Outcome<Contact, Refusal> addContact(UserRef owner, UserRef contact) {
        var request =
                AddContactRequest.newBuilder().setOwnerUserId(owner.value()).setContactUserId(contact.value());
        return api.change(
                ConnectionsServiceGrpc.getAddContactMethod(),
                request.build(),
                response -> Decode.contact(response.getContact()));
    }

    /** Removes a user from the owner's list; no change if the user is not on it.. */
    public Outcome<RemovedContact, Refusal> removeContact(UserRef owner, UserRef contact) {
        var request =
                RemoveContactRequest.newBuilder().setOwnerUserId(owner.value()).setContactUserId(contact.value());
        return api.change(
                ConnectionsServiceGrpc.getRemoveContactMethod(),
                request.build(),
                _ -> new RemovedContact(owner, contact));
    }

    /** One page of the owner's list, in the order of the ids. */
    public Outcome<Page<Contact, String>, Refusal> contacts(UserRef owner, PageRequest page) {
        var request =
                ListContactsRequest.newBuilder().setOwnerUserId(owner.value()).setPageSize(page.size());
        page.token().ifPresent(request::setPageToken);
        return api.read(
                ConnectionsServiceGrpc.getListContactsMethod(),
                request.build(),
                response -> Decode.page(response.getContactsList(), Decode::contact, response.getNextPageToken()));
    }

    /** The owner's list, requested page by page. */
    public Stream<Contact> contacts(UserRef owner) {
        return Pages.stream(MAX_PAGE_SIZE, page -> contacts(owner, page).orElseThrow());
    }

    // Contact links

    /** Creates a link without a label. */
    public Outcome<ContactLink, Refusal> createContactLink(
            UserRef owner, IdempotencyKey key, End expires, int maxUses) {
        return createContactLink(owner, key, expires, maxUses, "");
    }

    /**
     * Creates a link with a label.
     *
     * @param expires a time in the future, or a span from now by the clock of the service
     * @param maxUses 0 for no bound
     * @param label for the owner alone: at most 64 characters without control characters, or empty
     */
    public Outcome<ContactLink, Refusal> createContactLink(
            UserRef owner, IdempotencyKey key, End expires, int maxUses, String label) {
        return api.change(
                ConnectionsServiceGrpc.getCreateContactLinkMethod(),
                Encode.link(owner, key, expires, maxUses, label),
                response -> Decode.link(response.getContactLink()));
    }

    /** Revokes a link for good. */
    public Outcome<ContactLink, Refusal> revokeContactLink(UserRef owner, LinkId link, IdempotencyKey key) {
        var request = RevokeContactLinkRequest.newBuilder()
                .setOwnerUserId(owner.value())
                .setLinkId(link.value())
                .setRequestId(key.value());
        return api.change(
                ConnectionsServiceGrpc.getRevokeContactLinkMethod(),
                request.build(),
                response -> Decode.link(response.getContactLink()));
    }

    /** Adds the owner of the link to the user's list. */
    public Outcome<Contact, Refusal> consumeContactLink(LinkToken token, UserRef userId, IdempotencyKey key) {
        var request = ConsumeContactLinkRequest.newBuilder()
                .setToken(token.value())
                .setUserId(userId.value())
                .setRequestId(key.value());
        return api.change(
                ConnectionsServiceGrpc.getConsumeContactLinkMethod(),
                request.build(),
                response -> Decode.contact(response.getContact()));
    }

    /** The owner of a link. Changes nothing. */
    public Outcome<LinkPreview, Refusal> previewContactLink(LinkToken token) {
        return api.read(
                ConnectionsServiceGrpc.getPreviewContactLinkMethod(),
                PreviewContactLinkRequest.newBuilder().setToken(token.value()).build(),
                Decode::preview);
    }

    /** One link of the owner. */
    public Outcome<ContactLink, Refusal> getContactLink(UserRef owner, LinkId link) {
        var request =
                GetContactLinkRequest.newBuilder().setOwnerUserId(owner.value()).setLinkId(link.value());
        return api.read(
                ConnectionsServiceGrpc.getGetContactLinkMethod(),
                request.build(),
                response -> Decode.link(response.getContactLink()));
    }

    /** One page of all links of the owner, the newest first. */
    public Outcome<Page<ContactLink, String>, Refusal> contactLinks(UserRef owner, PageRequest page) {
        var request = ListContactLinksRequest.newBuilder()
                .setOwnerUserId(owner.value())
                .setPageSize(page.size());
        page.token().ifPresent(request::setPageToken);
        return api.read(
                ConnectionsServiceGrpc.getListContactLinksMethod(),
                request.build(),
                response -> Decode.page(response.getContactLinksList(), Decode::link, response.getNextPageToken()));
    }

    /** All links of the owner, the newest first, requested page by page. */
    public Stream<ContactLink> contactLinks(UserRef owner) {
        return Pages.stream(MAX_PAGE_SIZE, page -> contactLinks(owner, page).orElseThrow());
    }

    /** One page of the events of a link, the oldest first. */
    public Outcome<Page<ContactLinkEvent, String>, Refusal> contactLinkEvents(
            UserRef owner, LinkId link, PageRequest page) {
        var request = ListContactLinkEventsRequest.newBuilder()
                .setOwnerUserId(owner.value())
                .setLinkId(link.value())
                .setPageSize(page.size());
        page.token().ifPresent(request::setPageToken);
        return api.read(
                ConnectionsServiceGrpc.getListContactLinkEventsMethod(),
                request.build(),
                response -> Decode.page(response.getEventsList(), Decode::event, response.getNextPageToken()));
    }

    /** All events of a link, the oldest first, requested page by page. */
    public Stream<ContactLinkEvent> contactLinkEvents(UserRef owner, LinkId link) {
        return Pages.stream(
                MAX_PAGE_SIZE, page -> contactLinkEvents(owner, link, page).orElseThrow());
    }

    /** Ends calls in progress, and closes the connection, also that of clients made by {@link #in}. */
    @Override
    public void close() {
        api.close();
    }
}
