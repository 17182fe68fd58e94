package galaxy.torture.connections;

import galaxy.contracts.connections.v1.PublicProfileRecord;
import galaxy.contracts.connections.v1.UserProfile;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What a user set, without its times. */
record ProfileState(Optional<String> username, Optional<Details> details) {
    static final ProfileState NOTHING = new ProfileState(Optional.empty(), Optional.empty());

    /** The public part; empty where nothing is set. */
    record Details(String name, String avatarSet, String avatarAsset, String bio) {
        static Details of(PublicProfileRecord told) {
            return new Details(told.getName(), told.getAvatarSetId(), told.getAvatarAssetId(), told.getBio());
        }
    }

    static ProfileState of(UserProfile told) {
        return new ProfileState(
                Optional.of(told.getUsername()).filter(name -> !name.isEmpty()),
                Optional.of(new Details(told.getName(), told.getAvatarSetId(), told.getAvatarAssetId(), told.getBio()))
                        .filter(details -> !details.name().isEmpty()));
    }

    /** As the store has it, or nothing if there is no profile yet. */
    static ProfileState ofRecord(JsonNode record) {
        JsonNode profile = record.path("profile");
        JsonNode part = profile.path("public");
        return new ProfileState(
                Optional.of(profile.path("username").path("name").asString("")).filter(name -> !name.isEmpty()),
                part.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(new Details(
                                part.path("name").asString(""),
                                part.path("set").asString(""),
                                part.path("asset").asString(""),
                                part.path("bio").asString(""))));
    }

    /** As an event tells it. */
    static ProfileState ofEvent(JsonNode profile) {
        return new ProfileState(
                Optional.of(profile.path("username").asString("")).filter(name -> !name.isEmpty()),
                Optional.of(new Details(
                                profile.path("name").asString(""),
                                profile.path("avatar_set_id").asString(""),
                                profile.path("avatar_asset_id").asString(""),
                                profile.path("bio").asString("")))
                        .filter(details -> !details.name().isEmpty()));
    }

    ProfileState with(String name) {
        return new ProfileState(Optional.of(name), details);
    }

    ProfileState with(Details other) {
        return new ProfileState(username, Optional.of(other));
    }
}
