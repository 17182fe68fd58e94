package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.store.Format;
import galaxy.store.NamingJson;
import galaxy.store.StoredJson;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a profile is stored, and the outcome of setting a username; what is empty is left out. */
final class ProfileFormat {
    static final Format<ProfileRecord> PROFILE = Format.json(ProfileFormat::write, ProfileFormat::readRecord);
    static final Format<Optional<ProfileOutcome>> OUTCOME =
            Format.json(ProfileFormat::writeOutcome, ProfileFormat::readOutcome);

    private ProfileFormat() {}

    private static void write(JsonFields fields, ProfileRecord record) {
        fields.string("id", record.userId().value());
        record.profile().ifPresent(profile -> fields.object("profile", inner -> write(inner, profile)));
        NamingJson.write(fields, record.naming());
        StoredJson.time(fields, "decided", record.decidedAt());
    }

    private static ProfileRecord readRecord(JsonNode json) {
        UserRef userId = UserRef.of(StoredJson.text(json, "id"));
        return new ProfileRecord(
                userId,
                StoredJson.optional(json, "profile").map(profile -> read(profile, userId)),
                NamingJson.read(json),
                StoredJson.optional(json, "decided").map(StoredJson::time));
    }

    private static void writeOutcome(JsonFields fields, Optional<ProfileOutcome> outcome) {
        switch (outcome.orElseThrow()) {
            case ProfileOutcome.Done(Profile profile) ->
                fields.string("id", profile.userId().value()).object("done", inner -> write(inner, profile));
            case ProfileOutcome.UsernameTaken taken -> fields.bool("taken", true);
        }
    }

    /** None that another version alone knows: its caller reads the profile. */
    private static Optional<ProfileOutcome> readOutcome(JsonNode json) {
        return json.has("taken")
                ? Optional.of(new ProfileOutcome.UsernameTaken())
                : StoredJson.optional(json, "done")
                        .map(done -> new ProfileOutcome.Done(read(done, UserRef.of(StoredJson.text(json, "id")))));
    }

    private static void write(JsonFields fields, Profile profile) {
        profile.username()
                .ifPresent(held -> fields.object(
                        "username",
                        inner -> inner.string("name", held.username().value())
                                .number("created", held.createdAt().toEpochMilli())
                                .number("updated", held.updatedAt().toEpochMilli())));
        profile.publicPart()
                .ifPresent(part -> fields.object("public", inner -> {
                    write(inner, part.details());
                    inner.number("updated", part.updatedAt().toEpochMilli());
                }));
        fields.number("created", profile.createdAt().toEpochMilli())
                .number("updated", profile.updatedAt().toEpochMilli());
    }

    private static Profile read(JsonNode json, UserRef userId) {
        return new Profile(
                userId,
                StoredJson.optional(json, "username")
                        .map(held -> new Profile.HeldUsername(
                                Username.of(StoredJson.text(held, "name")),
                                StoredJson.time(held, "created"),
                                StoredJson.time(held, "updated"))),
                StoredJson.optional(json, "public")
                        .map(part -> new Profile.PublicPart(readDetails(part), StoredJson.time(part, "updated"))),
                StoredJson.time(json, "created"),
                StoredJson.time(json, "updated"));
    }

    static void write(JsonFields fields, PublicDetails details) {
        fields.string("name", details.name().value());
        details.avatar()
                .ifPresent(avatar -> fields.string("set", avatar.setId()).string("asset", avatar.assetId()));
        if (!details.bio().value().isEmpty()) {
            fields.string("bio", details.bio().value());
        }
    }

    static PublicDetails readDetails(JsonNode json) {
        Optional<Avatar> avatar = StoredJson.optional(json, "set")
                .map(set -> new Avatar(set.stringValue(), StoredJson.text(json, "asset")));
        return new PublicDetails(
                DisplayName.of(StoredJson.text(json, "name")),
                avatar,
                Bio.of(StoredJson.optional(json, "bio")
                        .map(JsonNode::stringValue)
                        .orElse("")));
    }
}
