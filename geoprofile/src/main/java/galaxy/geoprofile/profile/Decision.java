package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import java.util.List;

/** What a command would do to a profile. */
public sealed interface Decision {
    /**
     * Writes the profile.
     *
     * @param changes in the order of their events
     * @param version which the command is about, afterwards
     */
    record Changed(Profile next, List<Change> changes, CountryVersion version) implements Decision {}

    /** The version is as the command wants it. */
    record Unchanged(CountryVersion version) implements Decision {}

    record Refused(Conflict conflict) implements Decision {}

    /** The user has no version, and users were not asked yet whether there is such a user. */
    record UserNotChecked() implements Decision {}

    /** The user has no version of this number. */
    record UnknownVersion() implements Decision {}
}
