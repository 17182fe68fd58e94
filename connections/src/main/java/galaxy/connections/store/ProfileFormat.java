package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.profile.Avatar;
import galaxy.connections.profile.Bio;
import galaxy.connections.profile.DisplayName;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.PublicDetails;
import galaxy.connections.profile.Username;
import galaxy.connections.user.UserRef;
import galaxy.store.Format;
import galaxy.store.NamingJson;
import galaxy.store.Stored;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** How a profile is stored; what is empty is left out. */
final class ProfileFormat implements Format<ProfileRecord> {
    @Override
    public byte[] write(ProfileRecord record) {
        return JsonFields.encode(fields -> {
            fields.string("id", record.userId().value());
            record.profile().ifPresent(profile -> fields.object("profile", inner -> write(inner, profile)));
            NamingJson.write(fields, record.naming());
            Stored.time(fields, "decided", record.decidedAt());
        });
    }

    @Override
    public ProfileRecord read(byte[] stored, int from) {
        JsonNode json = Stored.parse(stored, from);
        UserRef userId = UserRef.of(Stored.text(json, "id"));
        return new ProfileRecord(
                userId,
                Stored.optional(json, "profile").map(profile -> read(profile, userId)),
                NamingJson.read(json),
                Stored.optional(json, "decided").map(Stored::time));
    }

    static void write(JsonFields fields, Profile profile) {
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

    static Profile read(JsonNode json, UserRef userId) {
        return new Profile(
                userId,
                Stored.optional(json, "username")
                        .map(held -> new Profile.HeldUsername(
                                Username.of(Stored.text(held, "name")),
                                Stored.time(held, "created"),
                                Stored.time(held, "updated"))),
                Stored.optional(json, "public")
                        .map(part -> new Profile.PublicPart(readDetails(part), Stored.time(part, "updated"))),
                Stored.time(json, "created"),
                Stored.time(json, "updated"));
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
        Optional<Avatar> avatar =
                Stored.optional(json, "set").map(set -> new Avatar(set.stringValue(), Stored.text(json, "asset")));
        return new PublicDetails(
                DisplayName.of(Stored.text(json, "name")),
                avatar,
                Bio.of(Stored.optional(json, "bio").map(JsonNode::stringValue).orElse("")));
    }
}
