package galaxy.auth.challenge;

/** Hears what becomes of codes: for metrics. */
public interface SignInReport {
    /** {@code sent}, {@code resent}, {@code limited}, {@code unavailable}. */
    void requested(String outcome);

    /**
     * {@code signed_in}, {@code wrong}, {@code expired}, {@code limited}, {@code blocked}, {@code refused},
     * {@code unavailable}.
     */
    void confirmed(String outcome);

    /** A limit was hit. */
    void limited(String limit);
}
