package galaxy.web.publicprofile;

import galaxy.client.connections.Avatar;
import galaxy.client.connections.ProfileDetails;
import galaxy.kernel.Parsed;
import galaxy.pages.asset.Avatars;
import java.util.Optional;

/**
 * What the form of the public profile holds.
 *
 * @param avatar {@code set/asset}, or empty
 */
public record ProfileForm(String name, String avatar, String bio) {
    /** One that nothing was typed into. */
    public static final ProfileForm EMPTY = new ProfileForm("", "", "");

    /** What others see now. */
    public static ProfileForm of(ProfileDetails details) {
        return new ProfileForm(
                details.name(),
                details.avatar()
                        .map(avatar -> avatar.setId() + "/" + avatar.assetId())
                        .orElse(""),
                details.bio());
    }

    /** As it is saved; invalid where the avatar is none of ours, such as half of one. */
    public Parsed<ProfileDetails> details(Avatars avatars) {
        Optional<Avatar> chosen = avatars.find(avatar).map(known -> new Avatar(known.set(), known.asset()));
        return chosen.isEmpty() && !avatar.isEmpty()
                ? Parsed.invalid("is not an avatar of the catalogue")
                : Parsed.valid(new ProfileDetails(name, chosen, bio));
    }
}
