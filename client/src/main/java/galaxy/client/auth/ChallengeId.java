package galaxy.client.auth;

import galaxy.kernel.TextValue;

/** The id of a challenge, as auth gave it. Without it a code is worth nothing; it is in no mail and in no log. */
public final class ChallengeId extends TextValue {
    private ChallengeId(String value) {
        super(value);
    }

    public static ChallengeId of(String id) {
        return new ChallengeId(id);
    }
}
