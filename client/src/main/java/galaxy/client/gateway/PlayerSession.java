package galaxy.client.gateway;

import galaxy.client.auth.DeviceSessionId;

/**
 * What a device signs with: its session, as a confirmed code gave it, and the key whose public half was confirmed.
 */
public record PlayerSession(DeviceSessionId id, DeviceKey key) {}
