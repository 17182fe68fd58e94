package galaxy.geoprofile.version;

/** Why users did not take a version, as callers and the store write it. A newer program may have written another reason. */
public record Failure(String code) {
    public static final Failure USER_NOT_FOUND = new Failure("user_not_found");

    /** They refuse the country. */
    public static final Failure REFUSED = new Failure("refused");
}
