package galaxy.connections.grpc;

import galaxy.connections.profile.Profile;
import galaxy.connections.profile.Profile.HeldUsername;
import galaxy.connections.profile.Profile.PublicPart;
import galaxy.connections.profile.ProfileChange;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.Profiles;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.user.UserRef;
import galaxy.contracts.RpcReason;
import galaxy.contracts.connections.v1.BatchGetUserProfilesRequest;
import galaxy.contracts.connections.v1.BatchGetUserProfilesResponse;
import galaxy.contracts.connections.v1.GetPublicProfileRequest;
import galaxy.contracts.connections.v1.GetPublicProfileResponse;
import galaxy.contracts.connections.v1.GetUserProfileRequest;
import galaxy.contracts.connections.v1.GetUserProfileResponse;
import galaxy.contracts.connections.v1.GetUsernameRequest;
import galaxy.contracts.connections.v1.GetUsernameResponse;
import galaxy.contracts.connections.v1.LookupPublicProfileRequest;
import galaxy.contracts.connections.v1.LookupPublicProfileResponse;
import galaxy.contracts.connections.v1.LookupUserProfileRequest;
import galaxy.contracts.connections.v1.LookupUserProfileResponse;
import galaxy.contracts.connections.v1.LookupUsernameRequest;
import galaxy.contracts.connections.v1.LookupUsernameResponse;
import galaxy.contracts.connections.v1.SetPublicProfileRequest;
import galaxy.contracts.connections.v1.SetPublicProfileResponse;
import galaxy.contracts.connections.v1.SetUserProfileRequest;
import galaxy.contracts.connections.v1.SetUserProfileResponse;
import galaxy.contracts.connections.v1.SetUsernameRequest;
import galaxy.contracts.connections.v1.SetUsernameResponse;
import galaxy.contracts.connections.v1.UsernameRecord;

/** The three families of calls over the one aggregate. */
final class ProfileCalls {
    private final Profiles profiles;
    private final Decode decode;

    ProfileCalls(Profiles profiles, Decode decode) {
        this.profiles = profiles;
        this.decode = decode;
    }

    SetUsernameResponse setUsername(SetUsernameRequest request) {
        UserRef userId = Decode.user("user_id", request.getUserId());
        Profile profile = set(userId, ProfileChange.username(Decode.username(request.getUsername())));
        return SetUsernameResponse.newBuilder()
                .setUsernameRecord(Encode.username(userId, profile.username().orElseThrow()))
                .build();
    }

    GetUsernameResponse getUsername(GetUsernameRequest request) {
        UserRef userId = Decode.user("user_id", request.getUserId());
        HeldUsername held = profiles.find(userId)
                .flatMap(Profile::username)
                .orElseThrow(() -> Refusals.of(RpcReason.USERNAME_NOT_FOUND));
        return GetUsernameResponse.newBuilder()
                .setUsernameRecord(Encode.username(userId, held))
                .build();
    }

    LookupUsernameResponse lookupUsername(LookupUsernameRequest request) {
        return LookupUsernameResponse.newBuilder()
                .setUsernameRecord(username(lookup(request.getUsername())))
                .build();
    }

    SetPublicProfileResponse setPublicProfile(SetPublicProfileRequest request) {
        UserRef userId = Decode.user("user_id", request.getUserId());
        PublicDetails details = decode.details(
                request.getName(), request.getAvatarSetId(), request.getAvatarAssetId(), request.getBio());
        Profile profile = set(userId, ProfileChange.details(details));
        return SetPublicProfileResponse.newBuilder()
                .setPublicProfileRecord(
                        Encode.publicProfile(profile, profile.publicPart().orElseThrow()))
                .build();
    }

    GetPublicProfileResponse getPublicProfile(GetPublicProfileRequest request) {
        Profile profile = find(request.getUserId());
        PublicPart part = profile.publicPart().orElseThrow(() -> Refusals.of(RpcReason.PROFILE_NOT_FOUND));
        return GetPublicProfileResponse.newBuilder()
                .setPublicProfileRecord(Encode.publicProfile(profile, part))
                .build();
    }

    LookupPublicProfileResponse lookupPublicProfile(LookupPublicProfileRequest request) {
        Profile profile = lookup(request.getUsername());
        var response = LookupPublicProfileResponse.newBuilder().setUsernameRecord(username(profile));
        profile.publicPart().ifPresent(part -> response.setPublicProfileRecord(Encode.publicProfile(profile, part)));
        return response.build();
    }

    SetUserProfileResponse setUserProfile(SetUserProfileRequest request) {
        UserRef userId = Decode.user("user_id", request.getUserId());
        PublicDetails details = decode.details(
                request.getName(), request.getAvatarSetId(), request.getAvatarAssetId(), request.getBio());
        Profile profile = set(userId, ProfileChange.all(Decode.username(request.getUsername()), details));
        return SetUserProfileResponse.newBuilder()
                .setUserProfile(Encode.profile(profile))
                .build();
    }

    GetUserProfileResponse getUserProfile(GetUserProfileRequest request) {
        return GetUserProfileResponse.newBuilder()
                .setUserProfile(Encode.profile(find(request.getUserId())))
                .build();
    }

    BatchGetUserProfilesResponse batchGetUserProfiles(BatchGetUserProfilesRequest request) {
        return BatchGetUserProfilesResponse.newBuilder()
                .addAllUserProfiles(profiles.findAll(Decode.users(request.getUserIdsList())).stream()
                        .map(Encode::profile)
                        .toList())
                .build();
    }

    LookupUserProfileResponse lookupUserProfile(LookupUserProfileRequest request) {
        return LookupUserProfileResponse.newBuilder()
                .setUserProfile(Encode.profile(lookup(request.getUsername())))
                .build();
    }

    private Profile set(UserRef userId, ProfileChange change) {
        return switch (profiles.set(userId, change, Calls.cause())) {
            case ProfileOutcome.Done(Profile profile) -> profile;
            case ProfileOutcome.UsernameTaken taken -> throw Refusals.of(RpcReason.USERNAME_TAKEN);
        };
    }

    private Profile find(String userId) {
        return profiles.find(Decode.user("user_id", userId))
                .orElseThrow(() -> Refusals.of(RpcReason.PROFILE_NOT_FOUND));
    }

    private Profile lookup(String username) {
        return profiles.findByUsername(Decode.username(username))
                .orElseThrow(() -> Refusals.of(RpcReason.USERNAME_NOT_FOUND));
    }

    private static UsernameRecord username(Profile profile) {
        return Encode.username(profile.userId(), profile.username().orElseThrow());
    }
}
