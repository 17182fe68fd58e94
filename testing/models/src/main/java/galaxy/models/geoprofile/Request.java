package galaxy.models.geoprofile;

/** A valid request about a user whom users know. */
public sealed interface Request {
    /**
     * Proposes a country.
     *
     * @param source {@code user}, {@code admin} or {@code observed}
     * @param isMostObserved whether the user was seen there most in 30 days, on 3 days or more
     */
    record Propose(String country, String source, boolean isMostObserved) implements Request {}

    /** Decides a version. */
    record Decide(int number, Verdict verdict) implements Request {}

    /** What becomes of a version. */
    enum Verdict {
        APPROVE,
        REJECT,
        WITHDRAW
    }
}
