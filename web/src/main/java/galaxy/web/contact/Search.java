package galaxy.web.contact;

import galaxy.client.connections.UserProfile;
import galaxy.web.page.FormResult;
import java.util.Optional;

/**
 * What the form that finds a player holds.
 *
 * @param found whom it found
 */
public record Search(String typed, Optional<UserProfile> found, FormResult result) {
    /** Before it is used. */
    public static final Search NONE = new Search("", Optional.empty(), FormResult.NONE);

    public static Search found(String typed, UserProfile person) {
        return new Search(typed, Optional.of(person), FormResult.NONE);
    }

    public static Search refused(String typed, FormResult result) {
        return new Search(typed, Optional.empty(), result);
    }
}
