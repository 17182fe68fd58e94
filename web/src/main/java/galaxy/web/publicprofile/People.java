package galaxy.web.publicprofile;

import galaxy.client.connections.Avatar;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.connections.Username;
import galaxy.pages.asset.Assets;
import galaxy.pages.view.Part;
import galaxy.pages.view.PersonCard;
import galaxy.pages.view.Picture;
import java.util.Optional;

/** Players as other players see them. */
public final class People {
    /** Pixels of a picture in a list. */
    public static final int IN_LIST = 56;

    /** Pixels of a picture of one player. */
    public static final int ALONE = 96;

    private final Assets assets;

    public People(Assets assets) {
        this.assets = assets;
    }

    /** The picture of an avatar; a planet without one, and for one that this version does not know. */
    public Picture picture(Optional<Avatar> avatar, int size) {
        return new Picture(
                avatar.flatMap(each -> assets.avatars().find(each.setId(), each.assetId()))
                        .map(assets::picture),
                size,
                "");
    }

    /** A player with a name, a username, or both. */
    public PersonCard card(UserProfile person, int size, Part details, Part action) {
        Optional<String> name = Optional.of(person.details().name()).filter(text -> !text.isEmpty());
        Optional<String> username = person.username().map(Username::value);
        if (name.isEmpty() && username.isEmpty()) {
            return unknown(person.userId(), size, details, action);
        }
        return new PersonCard(
                picture(person.details().avatar(), size),
                name.orElseGet(() -> "@" + username.orElse("")),
                false,
                name.isPresent() ? username : Optional.empty(),
                Optional.of(person.details().bio()).filter(text -> !text.isEmpty()),
                details,
                action);
    }

    /** A player of whom only the id is known. */
    public PersonCard unknown(UserRef id, int size, Part details, Part action) {
        return new PersonCard(
                picture(Optional.empty(), size), id.value(), true, Optional.empty(), Optional.empty(), details, action);
    }

    /** What a player is called: the name, else the username with {@code @}; nothing of one who has neither. */
    public static Optional<String> name(UserProfile person) {
        return Optional.of(person.details().name())
                .filter(text -> !text.isEmpty())
                .or(() -> person.username().map(username -> "@" + username.value()));
    }
}
