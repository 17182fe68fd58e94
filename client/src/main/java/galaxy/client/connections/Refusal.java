package galaxy.client.connections;

import galaxy.client.Detail;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The service understood, and does not do it. The same call is refused again until something changes.
 *
 * @param message for people
 * @param details what is wrong with which field; may be empty
 */
public record Refusal(Reason reason, String message, List<Detail> details) {
    public Refusal {
        details = List.copyOf(details);
    }

    /** Why, as the contract has it. */
    public enum Reason {
        INVALID_USER_ID,
        INVALID_USERNAME,
        INVALID_PROFILE,
        INVALID_PAGE_TOKEN,
        INVALID_REQUEST_ID,
        INVALID_LINK,
        INVALID_LINK_ID,
        INVALID_TOKEN,
        OWN_CONTACT,
        OWN_LINK,
        USERNAME_TAKEN,
        USERNAME_NOT_FOUND,
        PROFILE_NOT_FOUND,
        LINK_NOT_FOUND,
        LINK_REVOKED,
        LINK_ALREADY_CONSUMED,
        LINK_EXPIRED,
        LINK_USED_UP,
        TOO_MANY_LINKS;

        static Optional<Reason> of(String word) {
            return Arrays.stream(values())
                    .filter(reason -> reason.name().equals(word))
                    .findFirst();
        }
    }
}
