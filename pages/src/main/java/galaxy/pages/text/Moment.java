package galaxy.pages.text;

/**
 * A time as a reader sees it.
 *
 * @param iso RFC 3339 in UTC
 * @param text date, time and city of the zone: "12 Mar 2027, 10:30 Berlin"
 * @param relative to now: "in 6 days"
 */
public record Moment(String iso, String text, String relative) {}
