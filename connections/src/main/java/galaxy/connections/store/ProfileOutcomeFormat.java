package galaxy.connections.store;

import galaxy.chassis.json.JsonFields;
import galaxy.connections.profile.Profile;
import galaxy.connections.profile.ProfileOutcome;
import galaxy.connections.user.UserRef;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import tools.jackson.databind.JsonNode;

/** How the outcome of setting a username is stored, for the request that waits for it. */
final class ProfileOutcomeFormat implements Format<ProfileOutcome> {
    @Override
    public byte[] write(ProfileOutcome outcome) {
        return JsonFields.encode(fields -> {
            switch (outcome) {
                case ProfileOutcome.Done(Profile profile) ->
                    fields.string("id", profile.userId().value())
                            .object("done", inner -> ProfileFormat.write(inner, profile));
                case ProfileOutcome.UsernameTaken taken -> fields.bool("taken", true);
            }
        });
    }

    @Override
    public ProfileOutcome read(byte[] stored, int from) {
        JsonNode json = StoredJson.parse(stored, from);
        return StoredJson.optional(json, "done")
                .<ProfileOutcome>map(done ->
                        new ProfileOutcome.Done(ProfileFormat.read(done, UserRef.of(StoredJson.text(json, "id")))))
                .orElseGet(ProfileOutcome.UsernameTaken::new);
    }
}
