package galaxy.connections.api;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.ConsumeContactLinkRequest;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.ListContactLinksRequest;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RevokeContactLinkRequest;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Calls that most tests make. */
final class Ask {
    private final Api api;

    Ask(Api api) {
        this.api = api;
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }

    Timestamp now() {
        return timestamp(api.clock.instant());
    }

    Timestamp in(Duration span) {
        return timestamp(api.clock.instant().plus(span));
    }

    UsernameRecord username(String user, String name) {
        return api.calls()
                .setUsername(SetUsernameRequest.newBuilder()
                        .setUserId(user)
                        .setUsername(name)
                        .build())
                .getUsernameRecord();
    }

    PublicProfileRecord details(String user, String name) {
        return api.calls()
                .setPublicProfile(SetPublicProfileRequest.newBuilder()
                        .setUserId(user)
                        .setName(name)
                        .build())
                .getPublicProfileRecord();
    }

    UserProfile profile(String user, String username, String name) {
        return api.calls()
                .setUserProfile(SetUserProfileRequest.newBuilder()
                        .setUserId(user)
                        .setUsername(username)
                        .setName(name)
                        .build())
                .getUserProfile();
    }

    UserProfile lookup(String username) {
        return api.calls()
                .lookupUserProfile(LookupUserProfileRequest.newBuilder()
                        .setUsername(username)
                        .build())
                .getUserProfile();
    }

    Contact add(String owner, String contact) {
        return api.calls()
                .addContact(AddContactRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setContactUserId(contact)
                        .build())
                .getContact();
    }

    /** The whole list, by pages of this size. */
    List<Contact> contacts(String owner, int pageSize) {
        List<Contact> all = new ArrayList<>();
        String token = "";
        do {
            var page = api.calls()
                    .listContacts(ListContactsRequest.newBuilder()
                            .setOwnerUserId(owner)
                            .setPageSize(pageSize)
                            .setPageToken(token)
                            .build());
            all.addAll(page.getContactsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    List<String> contactsOf(String owner) {
        return contacts(owner, 50).stream().map(Contact::getContactUserId).toList();
    }

    void remove(String owner, String contact) {
        api.calls()
                .removeContact(RemoveContactRequest.newBuilder()
                        .setOwnerUserId(owner)
                        .setContactUserId(contact)
                        .build());
    }

    /** All links of an owner, the newest first. */
    List<ContactLink> links(String owner) {
        List<ContactLink> all = new ArrayList<>();
        String token = "";
        do {
            var page = api.calls()
                    .listContactLinks(ListContactLinksRequest.newBuilder()
                            .setOwnerUserId(owner)
                            .setPageSize(50)
                            .setPageToken(token)
                            .build());
            all.addAll(page.getContactLinksList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    ContactLink link(String owner) {
        return link(CreateContactLinkRequest.newBuilder().setOwnerUserId(owner).setRequestId(Api.freshRequest()));
    }

    ContactLink link(CreateContactLinkRequest.Builder request) {
        return api.calls().createContactLink(request.build()).getContactLink();
    }

    ContactLink revoke(ContactLink link) {
        return api.calls()
                .revokeContactLink(RevokeContactLinkRequest.newBuilder()
                        .setOwnerUserId(link.getOwnerUserId())
                        .setLinkId(link.getLinkId())
                        .setRequestId(Api.freshRequest())
                        .build())
                .getContactLink();
    }

    Contact consume(ContactLink link, String user, String requestId) {
        return api.calls()
                .consumeContactLink(ConsumeContactLinkRequest.newBuilder()
                        .setToken(link.getToken())
                        .setUserId(user)
                        .setRequestId(requestId)
                        .build())
                .getContact();
    }

    Contact consume(ContactLink link, String user) {
        return consume(link, user, Api.freshRequest());
    }
}
