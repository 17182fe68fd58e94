package galaxy.auth.mail;

/** What a mail is about. */
public enum MailKind {
    /** The code of a challenge. */
    CODE("code"),

    /** Another device has signed in while a session was active. */
    NEW_DEVICE("new_device"),

    /** Sign-in with the address is paused after too many wrong codes. */
    ATTEMPTS("attempts");

    private final String code;

    MailKind(String code) {
        this.code = code;
    }

    /** As it is stored, listed and counted. */
    public String code() {
        return code;
    }
}
