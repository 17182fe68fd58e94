package galaxy.models.geoprofile;

/** What a request returns. */
public sealed interface Response {
    /** @param version as it is then */
    @SuppressWarnings("MissingSummary")
    record Done(Version version) implements Response {}

    /** @param state what is in the way, as on the wire */
    @SuppressWarnings("MissingSummary")
    record Conflict(String state) implements Response {}

    record VersionNotFound() implements Response {}
}
