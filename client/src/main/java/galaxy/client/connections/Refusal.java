package galaxy.client.connections;

/** The reasons of the connections service to refuse a request, as the contract names them. */
public enum Refusal {
    INVALID_USER_ID,
    TOO_MANY_USER_IDS,
    INVALID_USERNAME,
    INVALID_PROFILE,
    INVALID_PAGE_TOKEN,
    INVALID_REQUEST_ID,
    INVALID_LINK,
    INVALID_LINK_ID,
    INVALID_TOKEN,
    OWN_CONTACT,
    OWN_LINK,
    USERNAME_TAKEN,
    USERNAME_NOT_FOUND,
    PROFILE_NOT_FOUND,
    LINK_NOT_FOUND,
    LINK_REVOKED,
    LINK_ALREADY_CONSUMED,
    LINK_EXPIRED,
    LINK_USED_UP,
    TOO_MANY_LINKS
}
