package galaxy.connections.link;

/** Why a contact link is not made or does not work, in the order in which the first that holds is told. */
public enum LinkRefusal {
    LINK_NOT_FOUND,
    OWN_LINK,
    LINK_REVOKED,
    LINK_ALREADY_CONSUMED,
    LINK_EXPIRED,
    LINK_USED_UP,
    TOO_MANY_LINKS,
    EXPIRES_IN_THE_PAST
}
