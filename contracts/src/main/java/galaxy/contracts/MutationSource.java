package galaxy.contracts;

/** Which kind of request made a change, as events say it in {@code mutation_source}. */
public enum MutationSource {
    AUTH_REGISTRATION,
    SELF_SERVICE,
    ADMIN_COMMAND,
    AUTH_BLOCK,
    GEO_SYNC,
    /** A rule of the service, such as the approval of a first declaration. */
    POLICY,
    /** The clock: something expired. */
    EXPIRY,
    CONNECTIONS_API,
    /** The use of a contact link. */
    CONTACT_LINK,
    /** A confirmed code. */
    SIGN_IN,
    /** The user or the address was blocked. */
    USER_BLOCK;

    /** The word in the event: {@code self_service}. */
    public String code() {
        return Words.lowerCase(this);
    }
}
