package galaxy.models.connections;

import static galaxy.models.connections.Messages.text;
import static galaxy.models.connections.Outcome.found;
import static galaxy.models.connections.Outcome.read;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.BatchGetUserProfilesRequest;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.models.connections.Profiles.Profile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The connections service in maps, as its contract has it: one request at a time, and nothing fails. Requests are valid;
 * lists come in one page. Equal models return the same for ever. Not thread-safe.
 */
public record ConnectionsModel(Profiles profiles, Contacts contacts, Links links) {
    private static final String NO_NAME = "USERNAME_NOT_FOUND";
    private static final String NO_PROFILE = "PROFILE_NOT_FOUND";
    private static final String NO_LINK = "LINK_NOT_FOUND";

    public ConnectionsModel() {
        this(new Profiles(Map.of(), Map.of()), new Contacts(Map.of()), new Links(Map.of()));
    }

    /** A changed copy. */
    public ConnectionsModel after(Consumer<ConnectionsModel> change) {
        var copy = new ConnectionsModel(
                new Profiles(profiles.byUser(), profiles.claims()),
                new Contacts(contacts.all()),
                new Links(links.byId()));
        change.accept(copy);
        return copy;
    }

    /** The kinds of the events that a request may lead to; a read leads to none. */
    public static List<String> events(Message request) {
        return switch (Messages.name(request)) {
            case "SetUsername", "SetPublicProfile", "SetUserProfile" -> List.of("profile");
            case "AddContact" -> List.of("added");
            case "RemoveContact" -> List.of("removed");
            case "CreateContactLink" -> List.of("created");
            case "RevokeContactLink" -> List.of("revoked");
            case "ConsumeContactLink" -> List.of("consumed", "added");
            default -> List.of();
        };
    }

    /** A copy that has carried a request out. */
    public ConnectionsModel served(Message request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        return after(copy -> copy.decide(request, now, drawn).change().run());
    }

    /** What would come of a request; {@code drawn} gives the link that the service created for it, with id and token. */
    public Outcome decide(Message request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        return switch (Messages.name(request)) {
            case "SetUsername", "SetPublicProfile", "SetUserProfile" -> profiles.set(request, now);
            case "AddContact" -> contacts.add(request, now);
            case "RemoveContact" -> contacts.remove(request);
            case "CreateContactLink" -> links.create((CreateContactLinkRequest) request, now, drawn);
            case "RevokeContactLink" -> links.revoke(request, now);
            case "ConsumeContactLink" -> links.use(request, now, contacts);
            case "PreviewContactLink" -> preview(request, now);
            case "ListContacts" -> read(request, contacts.of(text(request, "owner_user_id")));
            case "ListContactLinks" -> read(request, links.of(text(request, "owner_user_id")));
            case "ListContactLinkEvents" ->
                found(request, links.find(request).map(link -> links.events(link.getLinkId())), NO_LINK);
            case "GetContactLink" -> found(request, links.find(request), NO_LINK);
            case "BatchGetUserProfiles" -> profiles((BatchGetUserProfilesRequest) request);
            default -> profile(request);
        };
    }

    private Outcome profiles(BatchGetUserProfilesRequest request) {
        Stream<String> users = request.getUserIdsList().stream().distinct();
        Stream<Profile> found = users.flatMap(user -> profiles.find(user).stream());
        return read(request, found.map(Profile::whole).toList());
    }

    private Outcome profile(Message request) {
        Optional<Profile> of = profiles.find(text(request, "user_id"));
        Optional<Profile> named = profiles.named(text(request, "username"));
        return switch (Messages.name(request)) {
            case "GetUsername" -> found(request, of.flatMap(Profile::username), NO_NAME);
            case "GetPublicProfile" -> found(request, of.flatMap(Profile::details), NO_PROFILE);
            case "GetUserProfile" -> found(request, of.map(Profile::whole), NO_PROFILE);
            case "LookupUsername" -> found(request, named.flatMap(Profile::username), NO_NAME);
            case "LookupUserProfile" -> found(request, named.map(Profile::whole), NO_NAME);
            case "LookupPublicProfile" ->
                named.map(profile -> read(request, profile.username(), profile.details()))
                        .orElse(Outcome.refused(NO_NAME));
            default -> throw new IllegalArgumentException("no request of the service: " + request);
        };
    }

    private Outcome preview(Message request, Instant now) {
        Optional<ContactLink> link = links.byToken(text(request, "token"));
        if (link.isEmpty()) {
            return Outcome.refused(NO_LINK);
        }
        ContactLink known = link.get();
        Message owner = profiles.of(known.getOwnerUserId()).whole();
        Optional<?> expires = Optional.of(known.getExpiresAt()).filter(any -> known.hasExpiresAt());
        return Links.ended(known, now).map(Outcome::refused).orElseGet(() -> read(request, owner, expires));
    }
}
