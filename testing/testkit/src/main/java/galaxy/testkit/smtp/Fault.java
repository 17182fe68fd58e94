package galaxy.testkit.smtp;

/** What happens instead of the usual reply. */
public sealed interface Fault {
    /** Another reply, such as {@code 451 4.3.0 later}; the conversation goes on, and ends after {@code 421}. */
    record Reply(String line) implements Fault {}

    /** No reply, while the connection stays open. */
    record Silence() implements Fault {}

    /** The connection is closed without a reply. After the content the mail has been taken. */
    record Close() implements Fault {}
}
