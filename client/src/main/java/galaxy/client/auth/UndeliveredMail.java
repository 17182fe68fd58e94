package galaxy.client.auth;

import java.time.Instant;

/**
 * A mail that was not delivered.
 *
 * @param kind {@code code}, {@code new_device}, {@code attempts}, or one that is newer than this client
 * @param toDigest of the address
 * @param reason the last response of the relay, or why there was none
 * @param tries how often it was tried
 */
public record UndeliveredMail(
        String mailId, String kind, String toDigest, String reason, int tries, Instant failedAt) {}
