package galaxy.connections.profile;

/** The result of setting a profile. */
public sealed interface ProfileOutcome {
    /** It is set. */
    record Done(Profile profile) implements ProfileOutcome {}

    /** Another user has the username; nothing is set. */
    record UsernameTaken() implements ProfileOutcome {}
}
