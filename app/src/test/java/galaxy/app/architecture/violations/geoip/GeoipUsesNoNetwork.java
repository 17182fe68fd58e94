package galaxy.app.architecture.violations.geoip;

/** A look-up that asks for the name of an address. */
@SuppressWarnings("all")
public final class GeoipUsesNoNetwork {
    String name = java.net.InetAddress.getLoopbackAddress().getHostName();
}
