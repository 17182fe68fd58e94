package galaxy.models.auth;

import java.time.Duration;

/**
 * The settings that the model knows. Budgets of networks and of all mails may be lost, and are not part of it.
 *
 * @param idle how long a session lasts without use
 * @param life how long it lasts at the longest
 * @param mostSessions of a user
 */
public record Rules(Duration idle, Duration life, int mostSessions, Limits limits) {
    /** How many there may be for one mailbox. */
    public record Limits(int sendsPerHour, int sendsPerDay, int wrongPerDay, int wrongInARow) {}

    /** Those without any setting. */
    public static final Rules STANDARD =
            new Rules(Duration.ofDays(30), Duration.ofDays(180), 10, new Limits(5, 10, 50, 100));
}
