package galaxy.connections.grpc;

import galaxy.connections.contact.Contacts;
import galaxy.connections.user.UserRef;
import galaxy.contracts.RpcReason;
import galaxy.contracts.connections.v1.AddContactRequest;
import galaxy.contracts.connections.v1.AddContactResponse;
import galaxy.contracts.connections.v1.ListContactsRequest;
import galaxy.contracts.connections.v1.ListContactsResponse;
import galaxy.contracts.connections.v1.RemoveContactRequest;
import galaxy.contracts.connections.v1.RemoveContactResponse;

/** The calls on lists of contacts. */
final class ContactCalls {
    private final Contacts contacts;
    private final Paging paging;

    ContactCalls(Contacts contacts, Paging paging) {
        this.contacts = contacts;
        this.paging = paging;
    }

    AddContactResponse addContact(AddContactRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        UserRef contact = other(owner, request.getContactUserId());
        return AddContactResponse.newBuilder()
                .setContact(Encode.contact(contacts.add(owner, contact, Calls.cause())))
                .build();
    }

    RemoveContactResponse removeContact(RemoveContactRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        contacts.remove(owner, other(owner, request.getContactUserId()), Calls.cause());
        return RemoveContactResponse.getDefaultInstance();
    }

    ListContactsResponse listContacts(ListContactsRequest request) {
        UserRef owner = Decode.user("owner_user_id", request.getOwnerUserId());
        String list = "contacts\n" + owner.value();
        var page = contacts.page(
                owner, paging.after(list, request.getPageToken()).map(UserRef::of), Paging.size(request.getPageSize()));
        return ListContactsResponse.newBuilder()
                .addAllContacts(page.items().stream().map(Encode::contact).toList())
                .setNextPageToken(paging.next(list, page))
                .build();
    }

    private static UserRef other(UserRef owner, String raw) {
        UserRef contact = Decode.user("contact_user_id", raw);
        if (contact.equals(owner)) {
            throw Refusals.invalid(RpcReason.OWN_CONTACT, "contact_user_id", "must be another user than owner_user_id");
        }
        return contact;
    }
}
