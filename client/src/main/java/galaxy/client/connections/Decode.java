package galaxy.client.connections;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.LookupPublicProfileResponse;
import galaxy.contracts.connections.v1.PreviewContactLinkResponse;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.kernel.Page;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** From the messages of the contract to values. {@link ConnectionsJson} is the way back. */
final class Decode {
    private Decode() {}

    static UsernameRecord username(galaxy.contracts.connections.v1.UsernameRecord message) {
        return new UsernameRecord(
                UserRef.of(message.getUserId()),
                Username.of(message.getUsername()),
                time(message.getCreatedAt()),
                time(message.getUpdatedAt()));
    }

    static PublicProfile publicProfile(PublicProfileRecord message) {
        var details =
                details(message.getName(), message.getAvatarSetId(), message.getAvatarAssetId(), message.getBio());
        return new PublicProfile(
                UserRef.of(message.getUserId()), details, time(message.getCreatedAt()), time(message.getUpdatedAt()));
    }

    static PublicUser publicUser(LookupPublicProfileResponse message) {
        PublicProfileRecord profile = message.getPublicProfileRecord();
        return new PublicUser(
                username(message.getUsernameRecord()),
                profile.getName().isEmpty() ? Optional.empty() : Optional.of(publicProfile(profile)));
    }

    static UserProfile profile(galaxy.contracts.connections.v1.UserProfile message) {
        String username = message.getUsername();
        return new UserProfile(
                UserRef.of(message.getUserId()),
                username.isEmpty() ? Optional.empty() : Optional.of(Username.of(username)),
                details(message.getName(), message.getAvatarSetId(), message.getAvatarAssetId(), message.getBio()),
                optional(message.hasCreatedAt(), message.getCreatedAt()),
                optional(message.hasUpdatedAt(), message.getUpdatedAt()));
    }

    static Contact contact(galaxy.contracts.connections.v1.Contact message) {
        return new Contact(
                UserRef.of(message.getOwnerUserId()),
                UserRef.of(message.getContactUserId()),
                time(message.getCreatedAt()),
                time(message.getUpdatedAt()));
    }

    static ContactLink link(galaxy.contracts.connections.v1.ContactLink message) {
        return new ContactLink(
                LinkId.of(message.getLinkId()),
                UserRef.of(message.getOwnerUserId()),
                LinkToken.of(message.getToken()),
                time(message.getCreatedAt()),
                optional(message.hasExpiresAt(), message.getExpiresAt()),
                new ContactLink.Usage(
                        optional(message.hasRevokedAt(), message.getRevokedAt()),
                        message.getMaxUses(),
                        message.getUseCount()),
                message.getLabel());
    }

    static ContactLinkEvent event(galaxy.contracts.connections.v1.ContactLinkEvent message) {
        var kind = switch (message.getKind()) {
            case CREATED -> ContactLinkEvent.Kind.CREATED;
            case CONSUMED -> ContactLinkEvent.Kind.CONSUMED;
            case REVOKED -> ContactLinkEvent.Kind.REVOKED;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> ContactLinkEvent.Kind.UNKNOWN;
        };
        return new ContactLinkEvent(
                LinkId.of(message.getLinkId()),
                kind,
                UserRef.of(message.getActorUserId()),
                message.getRequestId(),
                time(message.getAt()));
    }

    static LinkPreview preview(PreviewContactLinkResponse message) {
        return new LinkPreview(
                profile(message.getOwnerProfile()), optional(message.hasExpiresAt(), message.getExpiresAt()));
    }

    static <M, T> Page<T, String> page(List<M> items, Function<M, T> decode, String next) {
        return new Page<>(items.stream().map(decode).toList(), next.isEmpty() ? Optional.empty() : Optional.of(next));
    }

    private static ProfileDetails details(String name, String setId, String assetId, String bio) {
        return new ProfileDetails(
                name, setId.isEmpty() ? Optional.empty() : Optional.of(new Avatar(setId, assetId)), bio);
    }

    private static Optional<Instant> optional(boolean isPresent, Timestamp time) {
        return isPresent ? Optional.of(time(time)) : Optional.empty();
    }

    private static Instant time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
