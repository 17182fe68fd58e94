package galaxy.client.auth;

import java.util.Optional;

/**
 * A code as a player typed it, and what the session is to be. Sent again with the same code and credential it gives the same
 * session, until 30 minutes after the code was sent.
 *
 * @param code digits of any script, with or without spaces and dashes
 * @param device the credential of the session, and the name by which the player knows the device
 * @param registration for a user who is created
 */
public record Confirmation(String code, Device device, Registration registration, PlayerAddress from) {
    /** @param name 1 to 64 printable characters */
    @SuppressWarnings("MissingSummary")
    public record Device(Credential credential, Optional<String> name) {}

    /**
     * What a user is created with; users judge it.
     *
     * @param language a BCP 47 tag
     * @param timeZone an IANA zone name
     */
    public record Registration(String language, String timeZone) {}

    /** Without code and address, which no log may have. */
    @Override
    public String toString() {
        return "Confirmation[device=%s, registration=%s]".formatted(device, registration);
    }
}
