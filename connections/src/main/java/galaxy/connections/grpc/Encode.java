package galaxy.connections.grpc;

import com.google.protobuf.Timestamp;
import galaxy.connections.link.LinkEvent;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.Profile.HeldUsername;
import galaxy.connections.profile.Profile.PublicPart;
import galaxy.connections.user.UserRef;
import galaxy.contracts.connections.v1.Contact;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.contracts.connections.v1.ContactLinkEvent;
import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.UserProfile;
import galaxy.contracts.connections.v1.UsernameRecord;
import java.time.Instant;

/** Values of the domain as answers have them. */
final class Encode {
    private Encode() {}

    static UsernameRecord username(UserRef userId, HeldUsername held) {
        return UsernameRecord.newBuilder()
                .setUserId(userId.value())
                .setUsername(held.username().value())
                .setCreatedAt(time(held.createdAt()))
                .setUpdatedAt(time(held.updatedAt()))
                .build();
    }

    static PublicProfileRecord publicProfile(Profile profile, PublicPart part) {
        var record = PublicProfileRecord.newBuilder()
                .setUserId(profile.userId().value())
                .setName(part.details().name().value())
                .setBio(part.details().bio().value())
                .setCreatedAt(time(profile.createdAt()))
                .setUpdatedAt(time(part.updatedAt()));
        part.details()
                .avatar()
                .ifPresent(avatar -> record.setAvatarSetId(avatar.setId()).setAvatarAssetId(avatar.assetId()));
        return record.build();
    }

    static UserProfile profile(Profile profile) {
        var record = UserProfile.newBuilder()
                .setUserId(profile.userId().value())
                .setCreatedAt(time(profile.createdAt()))
                .setUpdatedAt(time(profile.updatedAt()));
        profile.username().ifPresent(held -> record.setUsername(held.username().value()));
        profile.publicPart().ifPresent(part -> {
            record.setName(part.details().name().value())
                    .setBio(part.details().bio().value());
            part.details()
                    .avatar()
                    .ifPresent(avatar -> record.setAvatarSetId(avatar.setId()).setAvatarAssetId(avatar.assetId()));
        });
        return record.build();
    }

    static Contact contact(galaxy.connections.contact.Contact contact) {
        return Contact.newBuilder()
                .setOwnerUserId(contact.owner().value())
                .setContactUserId(contact.contact().value())
                .setCreatedAt(time(contact.createdAt()))
                .setUpdatedAt(time(contact.updatedAt()))
                .build();
    }

    static ContactLink link(galaxy.connections.link.ContactLink link) {
        var record = ContactLink.newBuilder()
                .setLinkId(link.id().value())
                .setOwnerUserId(link.owner().value())
                .setToken(link.token().value())
                .setCreatedAt(time(link.createdAt()))
                .setMaxUses(link.maxUses())
                .setUseCount(link.useCount())
                .setLabel(link.label().value());
        link.expiresAt().ifPresent(end -> record.setExpiresAt(time(end)));
        link.revokedAt().ifPresent(at -> record.setRevokedAt(time(at)));
        return record.build();
    }

    static ContactLinkEvent event(LinkEvent event) {
        return ContactLinkEvent.newBuilder()
                .setLinkId(event.linkId().value())
                .setKind(
                        switch (event.kind()) {
                            case CREATED -> ContactLinkEvent.Kind.CREATED;
                            case CONSUMED -> ContactLinkEvent.Kind.CONSUMED;
                            case REVOKED -> ContactLinkEvent.Kind.REVOKED;
                            case UNKNOWN -> ContactLinkEvent.Kind.KIND_UNSPECIFIED;
                        })
                .setActorUserId(event.actor().value())
                .setRequestId(event.key().value())
                .setAt(time(event.at()))
                .build();
    }

    static Timestamp time(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
