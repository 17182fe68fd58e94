package galaxy.connections.link;

/** Why a contact link is not made or does not work; the first that holds, in this order, is reported. */
public enum LinkRefusal {
    LINK_NOT_FOUND,
    OWN_LINK,
    LINK_REVOKED,
    LINK_ALREADY_CONSUMED,
    LINK_EXPIRED,
    LINK_USED_UP,
    TOO_MANY_LINKS,
    EXPIRES_IN_THE_PAST,
    /** After the year 9999. */
    EXPIRES_TOO_LATE
}
