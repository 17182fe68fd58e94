package galaxy.testkit.smtp;

/** Where a conversation is: what the sink is about to reply to. */
public enum Stage {
    /** The connection, before any command. */
    GREETING,
    EHLO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** The dot that ends the data. */
    CONTENT,
    NOOP,
    RSET,
    QUIT
}
