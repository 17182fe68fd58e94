package galaxy.users.account;

/** What happened to the part of an account in a {@link Change}. */
public enum Operation {
    INITIALIZED("initialized"),
    UPDATED("updated"),
    GRANTED("granted"),
    EXTENDED("extended"),
    REVOKED("revoked"),
    EXPIRED_REPAIRED("expired_repaired"),
    APPLIED("applied"),
    REMOVED("removed"),
    SET("set"),
    BLOCKED("blocked"),
    UNBLOCKED("unblocked");

    private final String code;

    Operation(String code) {
        this.code = code;
    }

    /** The operation as events write it. */
    public String code() {
        return code;
    }
}
