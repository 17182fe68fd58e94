package galaxy.client.connections;

import com.google.protobuf.Timestamp;
import galaxy.contracts.connections.v1.BatchGetUserProfilesRequest;
import galaxy.contracts.connections.v1.CreateContactLinkRequest;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.kernel.End;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.Span;
import java.time.Instant;
import java.util.List;

/** Requests of more than a few fields. */
final class Encode {
    private Encode() {}

    static SetPublicProfileRequest publicProfile(UserRef userId, ProfileDetails details) {
        var request = SetPublicProfileRequest.newBuilder()
                .setUserId(userId.value())
                .setName(details.name())
                .setBio(details.bio());
        details.avatar()
                .ifPresent(avatar -> request.setAvatarSetId(avatar.setId()).setAvatarAssetId(avatar.assetId()));
        return request.build();
    }

    static SetUserProfileRequest userProfile(UserRef userId, Username username, ProfileDetails details) {
        var request = SetUserProfileRequest.newBuilder()
                .setUserId(userId.value())
                .setUsername(username.value())
                .setName(details.name())
                .setBio(details.bio());
        details.avatar()
                .ifPresent(avatar -> request.setAvatarSetId(avatar.setId()).setAvatarAssetId(avatar.assetId()));
        return request.build();
    }

    static BatchGetUserProfilesRequest userIds(List<UserRef> userIds) {
        var request = BatchGetUserProfilesRequest.newBuilder();
        userIds.forEach(userId -> request.addUserIds(userId.value()));
        return request.build();
    }

    static CreateContactLinkRequest link(UserRef owner, IdempotencyKey key, End expires, int maxUses, String label) {
        var request = CreateContactLinkRequest.newBuilder()
                .setOwnerUserId(owner.value())
                .setRequestId(key.value())
                .setMaxUses(maxUses)
                .setLabel(label);
        switch (expires) {
            case End.Never never -> {}
            case End.At(Instant end) ->
                request.setExpiresAt(
                        Timestamp.newBuilder().setSeconds(end.getEpochSecond()).setNanos(end.getNano()));
            case End.After(Span span) -> request.setExpiresIn(span.text());
        }
        return request.build();
    }
}
