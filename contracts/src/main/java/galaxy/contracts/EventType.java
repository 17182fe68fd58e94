package galaxy.contracts;

import java.util.Arrays;
import java.util.Optional;

/** Every type of event that the platform publishes; {@code docs/reference/events.md} shows one of each. */
public enum EventType {
    USER_PROFILE_CHANGED("user.profile.changed"),
    USER_SETTINGS_CHANGED("user.settings.changed"),
    USER_ENTITLEMENT_CHANGED("user.entitlement.changed"),
    USER_SANCTION_CHANGED("user.sanction.changed"),
    USER_LIMIT_CHANGED("user.limit.changed"),
    USER_DECLARED_COUNTRY_CHANGED("user.declared_country.changed"),
    USER_BLOCK_CHANGED("user.block.changed"),
    CONNECTIONS_PROFILE_CHANGED("connections.profile.changed"),
    CONNECTIONS_CONTACT_CHANGED("connections.contact.changed"),
    CONNECTIONS_CONTACT_LINK_CHANGED("connections.contact_link.changed"),
    AUTH_SESSION_CHANGED("auth.session.changed"),
    GEO_COUNTRY_VERSION_CHANGED("geo.country_version.changed");

    private final String code;

    EventType(String code) {
        this.code = code;
    }

    /** The {@code type} attribute of the event. */
    public String code() {
        return code;
    }

    public static Optional<EventType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code.equals(code)).findFirst();
    }
}
