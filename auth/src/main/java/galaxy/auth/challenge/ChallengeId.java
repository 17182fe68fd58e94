package galaxy.auth.challenge;

import galaxy.kernel.Parsed;
import galaxy.kernel.RandomId;
import galaxy.kernel.TextValue;

/** The id of a challenge: {@code chl_} and 26 characters, in the bucket of its limits digest. Without it a code is worth nothing. */
public final class ChallengeId extends TextValue {
    /** In front of every id. */
    public static final String PREFIX = "chl_";

    private ChallengeId(String value) {
        super(value);
    }

    /** An id that was parsed or drawn before. */
    public static ChallengeId of(String known) {
        return new ChallengeId(known);
    }

    public static Parsed<ChallengeId> parse(String raw) {
        return RandomId.isWellFormed(PREFIX, raw)
                ? Parsed.valid(new ChallengeId(raw))
                : Parsed.invalid("is not a challenge id");
    }
}
