package galaxy.geoprofile.profile;

import galaxy.geoprofile.version.CountryVersion;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a version among those that wait: by the time of its proposal, then by user and number. The order of keys is that
 * of their texts, apart from numbers of one user.
 */
public record ReviewKey(Instant proposedAt, UserId userId, int number) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{13})\\|(usr_[0-9a-z]{26})\\|([0-9]{1,9})");

    public static ReviewKey of(UserId userId, CountryVersion version) {
        return new ReviewKey(version.proposal().at(), userId, version.number());
    }

    /** The milliseconds in 13 digits, the user and the number, joined by a bar. */
    public String text() {
        return "%013d|%s|%d".formatted(proposedAt.toEpochMilli(), userId.value(), number);
    }

    /**
     * Reads such a text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ReviewKey parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no place among versions that wait: " + text);
        }
        return new ReviewKey(
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))),
                UserId.of(parts.group(2)),
                Integer.parseInt(parts.group(3)));
    }
}
