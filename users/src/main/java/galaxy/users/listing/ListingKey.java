package galaxy.users.listing;

import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import java.util.regex.Pattern;

/**
 * The place of a user in the listing. Keys are ordered as the listing is: the newest creation first, then the highest
 * user id.
 *
 * @param createdMs milliseconds since 1970, at most 13 digits
 */
public record ListingKey(long createdMs, UserId userId) implements Comparable<ListingKey> {
    /** Of the creation time, in front. */
    public static final int DIGITS = 13;

    private static final Pattern TEXT = Pattern.compile("([0-9]{13})\\|(.*)");
    private static final long MAX_MS = 9_999_999_999_999L;

    public ListingKey {
        if (createdMs < 0 || createdMs > MAX_MS) {
            throw new IllegalArgumentException("a creation time has at most 13 digits, not " + createdMs);
        }
    }

    /** {@code created_ms (13 digits)|user_id}; the listing is the descending order of these texts. */
    public String text() {
        String digits = Long.toString(createdMs);
        return "0".repeat(DIGITS - digits.length()) + digits + "|" + userId;
    }

    public static Parsed<ListingKey> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? UserId.parse(parts.group(2)).map(userId -> new ListingKey(Long.parseLong(parts.group(1)), userId))
                : Parsed.invalid("is not a place in the listing");
    }

    @Override
    public int compareTo(ListingKey other) {
        int byCreation = Long.compare(other.createdMs, createdMs);
        return byCreation != 0 ? byCreation : other.userId.compareTo(userId);
    }
}
