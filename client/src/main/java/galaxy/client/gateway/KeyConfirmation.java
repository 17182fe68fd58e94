package galaxy.client.gateway;

import java.util.Optional;

/**
 * A code as a player typed it, and what the session is to be. Sent again with the same code and key it gives the same session,
 * until 30 minutes after the code was sent.
 *
 * @param code digits of any script; white space and dashes are dropped
 * @param key what signs the requests of the session; only its public half is sent
 * @param timeZone of a new user, a name of the IANA time zone database
 * @param deviceName 1 to 64 visible characters by which the player knows the device
 */
public record KeyConfirmation(String code, DeviceKey key, String timeZone, Optional<String> deviceName) {
    /** Without the code, which no log may have. */
    @Override
    public String toString() {
        return "KeyConfirmation[key=%s, timeZone=%s, deviceName=%s]".formatted(key, timeZone, deviceName);
    }
}
