package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;

/** The result of a command. */
public sealed interface Outcome {
    /** @param version as it is afterwards */
    @SuppressWarnings("MissingSummary")
    record Done(CountryVersion version) implements Outcome {}

    record Refused(Conflict conflict) implements Outcome {}

    record UnknownUser() implements Outcome {}

    record UnknownVersion() implements Outcome {}

    /** The idempotency key was used with another request. */
    record KeyReused() implements Outcome {}
}
