package galaxy.auth.smtp;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** A connection to a relay that knows which reply ended an attempt, and to which command. */
final class RelayTransport extends SMTPTransport {
    /** A reply that the connection was closed. */
    static final int CLOSED = -1;

    /** The dot after the data, in place of a command. */
    static final String CONTENT = "content";

    /** What the library sends after a failure, whose replies say nothing of it. */
    private static final String CLEAN_UP = "RSET|QUIT|NOOP";

    /**
     * A reply other than success.
     *
     * @param command {@code greeting}, a verb such as {@code MAIL}, or {@code content} for the end of the data
     * @param code three digits, or {@link #CLOSED}
     */
    record Refusal(String command, int code, String text) {}

    private String command = "greeting";
    private Optional<Refusal> refusal = Optional.empty();

    RelayTransport(Session session, String protocol, boolean isImplicitTls) {
        super(session, null, protocol, isImplicitTls);
    }

    /** The reply that ended the last attempt, if one did. */
    synchronized Optional<Refusal> refusal() {
        return refusal;
    }

    /** The command of the last attempt that was sent last. */
    synchronized String command() {
        return command;
    }

    @Override
    protected void sendCommand(String line) throws MessagingException {
        String verb = line.equals(".") ? CONTENT : line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
        if (!verb.matches(CLEAN_UP)) {
            command = verb;
            refusal = Optional.empty();
        }
        super.sendCommand(line);
    }

    @Override
    protected int readServerResponse() throws MessagingException {
        int code = super.readServerResponse();
        if (refusal.isEmpty() && (code == CLOSED || code >= 400)) {
            refusal = Optional.of(new Refusal(command, code, getLastServerResponse()));
        }
        return code;
    }
}
