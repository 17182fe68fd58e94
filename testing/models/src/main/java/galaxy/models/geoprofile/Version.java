package galaxy.models.geoprofile;

/** One country that was declared for a user. */
public record Version(int number, String country, String source, State state) {
    /** How far a version has come. */
    public enum State {
        PROPOSED,
        SYNCING,
        EFFECTIVE,
        REJECTED,
        WITHDRAWN,
        FAILED,
        SUPERSEDED
    }

    Version in(State next) {
        return new Version(number, country, source, next);
    }
}
