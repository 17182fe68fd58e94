package galaxy.connections.grpc;

import galaxy.chassis.grpc.RpcApi;
import galaxy.chassis.health.HealthCheck;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.connections.contact.Contacts;
import galaxy.connections.link.Links;
import galaxy.connections.profile.AvatarCatalogue;
import galaxy.connections.profile.Profiles;
import galaxy.contracts.Role;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.AddContactResponse;
import galaxy.contracts.connections.v1.BatchGetUserProfilesRequest;
import galaxy.contracts.connections.v1.BatchGetUserProfilesResponse;
import galaxy.contracts.connections.v1.ConnectionsServiceGrpc.ConnectionsServiceImplBase;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.ConsumeContactLinkResponse;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.CreateContactLinkResponse;
import galaxy.contracts.connections.v1.GetContactLinkRequest;
import galaxy.contracts.connections.v1.GetContactLinkResponse;
import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetPublicProfileResponse;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileResponse;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.GetUsernameResponse;
import galaxy.contracts.connections.v1.ListContactLinkEventsRequest;
import galaxy.contracts.connections.v1.ListContactLinkEventsResponse;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactLinksResponse;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.ListContactsResponse;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileResponse;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileResponse;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.LookupUsernameResponse;
import galaxy.contracts.connections.v1.PreviewContactLinkRequest;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RemoveContactResponse;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkResponse;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetPublicProfileResponse;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;

/** Every call of the service, to the class that handles it, and who may call it. */
public final class ConnectionsApi extends ConnectionsServiceImplBase {
    private static final Access READS = Access.only(Role.GATEWAY, Role.WEB, Role.LOBBY, Role.ADMIN, Role.CONSOLE);
    private static final Access USERS = Access.only(Role.GATEWAY, Role.WEB, Role.ADMIN, Role.CONSOLE);

    /** Who may call each method. The lobby finds whom to invite; everything else is for users and administrators. */
    private static final Map<String, Access> ACCESS = Map.ofEntries(
            Map.entry("SetUsername", USERS),
            Map.entry("GetUsername", READS),
            Map.entry("LookupUsername", READS),
            Map.entry("SetPublicProfile", USERS),
            Map.entry("GetPublicProfile", READS),
            Map.entry("LookupPublicProfile", READS),
            Map.entry("SetUserProfile", USERS),
            Map.entry("GetUserProfile", READS),
            Map.entry("BatchGetUserProfiles", READS),
            Map.entry("LookupUserProfile", READS),
            Map.entry("AddContact", USERS),
            Map.entry("RemoveContact", USERS),
            Map.entry("ListContacts", USERS),
            Map.entry("CreateContactLink", USERS),
            Map.entry("RevokeContactLink", USERS),
            Map.entry("ConsumeContactLink", USERS),
            Map.entry("PreviewContactLink", USERS),
            Map.entry("GetContactLink", USERS),
            Map.entry("ListContactLinks", USERS),
            Map.entry("ListContactLinkEvents", USERS));

    private final ProfileCalls profiles;
    private final ContactCalls contacts;
    private final LinkCalls links;

    public ConnectionsApi(
            Profiles profiles, Contacts contacts, Links links, AvatarCatalogue avatars, PageTokens tokens) {
        Paging paging = new Paging(tokens);
        this.profiles = new ProfileCalls(profiles, new Decode(avatars));
        this.contacts = new ContactCalls(contacts, paging);
        this.links = new LinkCalls(links, profiles, paging);
    }

    /** All of it, for a listener. */
    public RpcApi rpc(List<HealthCheck> checks) {
        return new RpcApi(bindService(), ACCESS, Refusals.DOMAIN, checks);
    }

    @Override
    public void setUsername(SetUsernameRequest request, StreamObserver<SetUsernameResponse> answer) {
        Calls.answer(answer, () -> profiles.setUsername(request));
    }

    @Override
    public void getUsername(GetUsernameRequest request, StreamObserver<GetUsernameResponse> answer) {
        Calls.answer(answer, () -> profiles.getUsername(request));
    }

    @Override
    public void lookupUsername(LookupUsernameRequest request, StreamObserver<LookupUsernameResponse> answer) {
        Calls.answer(answer, () -> profiles.lookupUsername(request));
    }

    @Override
    public void setPublicProfile(SetPublicProfileRequest request, StreamObserver<SetPublicProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.setPublicProfile(request));
    }

    @Override
    public void getPublicProfile(GetPublicProfileRequest request, StreamObserver<GetPublicProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.getPublicProfile(request));
    }

    @Override
    public void lookupPublicProfile(
            LookupPublicProfileRequest request, StreamObserver<LookupPublicProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.lookupPublicProfile(request));
    }

    @Override
    public void setUserProfile(SetUserProfileRequest request, StreamObserver<SetUserProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.setUserProfile(request));
    }

    @Override
    public void getUserProfile(GetUserProfileRequest request, StreamObserver<GetUserProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.getUserProfile(request));
    }

    @Override
    public void batchGetUserProfiles(
            BatchGetUserProfilesRequest request, StreamObserver<BatchGetUserProfilesResponse> answer) {
        Calls.answer(answer, () -> profiles.batchGetUserProfiles(request));
    }

    @Override
    public void lookupUserProfile(LookupUserProfileRequest request, StreamObserver<LookupUserProfileResponse> answer) {
        Calls.answer(answer, () -> profiles.lookupUserProfile(request));
    }

    @Override
    public void addContact(AddContactRequest request, StreamObserver<AddContactResponse> answer) {
        Calls.answer(answer, () -> contacts.addContact(request));
    }

    @Override
    public void removeContact(RemoveContactRequest request, StreamObserver<RemoveContactResponse> answer) {
        Calls.answer(answer, () -> contacts.removeContact(request));
    }

    @Override
    public void listContacts(ListContactsRequest request, StreamObserver<ListContactsResponse> answer) {
        Calls.answer(answer, () -> contacts.listContacts(request));
    }

    @Override
    public void createContactLink(CreateContactLinkRequest request, StreamObserver<CreateContactLinkResponse> answer) {
        Calls.answer(answer, () -> links.createContactLink(request));
    }

    @Override
    public void revokeContactLink(RevokeContactLinkRequest request, StreamObserver<RevokeContactLinkResponse> answer) {
        Calls.answer(answer, () -> links.revokeContactLink(request));
    }

    @Override
    public void consumeContactLink(
            ConsumeContactLinkRequest request, StreamObserver<ConsumeContactLinkResponse> answer) {
        Calls.answer(answer, () -> links.consumeContactLink(request));
    }

    @Override
    public void previewContactLink(
            PreviewContactLinkRequest request, StreamObserver<PreviewContactLinkResponse> answer) {
        Calls.answer(answer, () -> links.previewContactLink(request));
    }

    @Override
    public void getContactLink(GetContactLinkRequest request, StreamObserver<GetContactLinkResponse> answer) {
        Calls.answer(answer, () -> links.getContactLink(request));
    }

    @Override
    public void listContactLinks(ListContactLinksRequest request, StreamObserver<ListContactLinksResponse> answer) {
        Calls.answer(answer, () -> links.listContactLinks(request));
    }

    @Override
    public void listContactLinkEvents(
            ListContactLinkEventsRequest request, StreamObserver<ListContactLinkEventsResponse> answer) {
        Calls.answer(answer, () -> links.listContactLinkEvents(request));
    }
}
