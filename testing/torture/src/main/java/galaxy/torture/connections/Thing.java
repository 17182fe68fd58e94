package galaxy.torture.connections;

import static galaxy.models.connections.Messages.text;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Messages;
import galaxy.models.connections.Profile;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something of a user that requests change.
 *
 * @param id of the other user, the link, or the request that creates a link; empty for the profile
 */
record Thing(Kind kind, String user, String id) {
    enum Kind {
        PROFILE,
        CONTACT,
        LINK,
        CREATION
    }

    static Thing profile(String user) {
        return new Thing(Kind.PROFILE, user, "");
    }

    static Thing contact(String owner, String other) {
        return new Thing(Kind.CONTACT, owner, other);
    }

    static Thing creation(String owner, String request) {
        return new Thing(Kind.CREATION, owner, request);
    }

    static Thing link(ContactLink link) {
        return new Thing(Kind.LINK, link.getOwnerUserId(), link.getLinkId());
    }

    /** What a request changes or reads, but for lists. */
    static Set<Thing> of(Message request, ConnectionsModel model) {
        String owner = text(request, "owner_user_id");
        String user = text(request, "user_id");
        Stream<ContactLink> link = model.links().byToken(text(request, "token")).stream();
        Stream<Thing> things = switch (Messages.name(request)) {
            case "AddContact", "RemoveContact" -> Stream.of(contact(owner, text(request, "contact_user_id")));
            case "CreateContactLink" -> Stream.of(creation(owner, text(request, "request_id")));
            case "RevokeContactLink" -> model.links().find(text(request, "link_id")).map(Thing::link).stream();
            case "ConsumeContactLink" ->
                link.flatMap(known -> Stream.of(link(known), contact(user, known.getOwnerUserId())));
            case "PreviewContactLink" -> link.flatMap(known -> Stream.of(link(known), profile(known.getOwnerUserId())));
            case "LookupUsername", "LookupPublicProfile", "LookupUserProfile" ->
                model.profiles().named(text(request, "username")).stream()
                        .map(named -> profile(named.whole().getUserId()));
            default -> Stream.of(profile(user));
        };
        return things.collect(Collectors.toSet());
    }

    /** As it is in a model. */
    Optional<Message> in(ConnectionsModel model) {
        return switch (kind) {
            case PROFILE -> model.profiles().find(user).map(Profile::whole);
            case CONTACT -> model.contacts().find(user, id).map(Message.class::cast);
            case LINK -> model.links().find(id).map(Message.class::cast);
            case CREATION -> model.links().createdBy(user, id).map(Message.class::cast);
        };
    }
}
