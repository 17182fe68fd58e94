package galaxy.chassis.server;

import java.net.InetAddress;

/**
 * The address that a listener listens on.
 *
 * @param key the setting that it comes from
 */
public record BindAddress(String key, InetAddress ip) {}
