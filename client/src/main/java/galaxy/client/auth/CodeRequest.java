package galaxy.client.auth;

import java.util.Optional;

/**
 * A request for a code.
 *
 * @param email as the player typed it; auth judges it
 * @param locale for the mail, a BCP 47 tag of 1 to 64 characters; English where there is no such language
 * @param again the challenge whose code is to be sent once more; one that cannot is ignored, and there is a new one
 */
public record CodeRequest(String email, String locale, Optional<ChallengeId> again, PlayerAddress from) {
    /** Without the address, which no log may have. */
    @Override
    public String toString() {
        return "CodeRequest[locale=%s, again=%s]".formatted(locale, again);
    }
}
