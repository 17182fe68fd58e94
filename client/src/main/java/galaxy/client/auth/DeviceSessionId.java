package galaxy.client.auth;

import galaxy.kernel.TextValue;

/** The id of a session of a device or a browser, as auth gave it. It is no secret. */
public final class DeviceSessionId extends TextValue {
    private DeviceSessionId(String value) {
        super(value);
    }

    public static DeviceSessionId of(String id) {
        return new DeviceSessionId(id);
    }
}
