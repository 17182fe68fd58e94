package galaxy.auth.smtp;

import galaxy.kernel.Printable;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.util.MailConnectException;

/** Why an attempt failed, for operators: the command and the reply, but never an address. */
final class SmtpReason {
    private static final int MOST = 200;

    /** Their replies often repeat the address of the recipient, in any form. */
    private static final Set<String> ABOUT_RECIPIENT = Set.of("RCPT", "DATA", RelayTransport.CONTENT);

    private static final Pattern CODES = Pattern.compile("\\d{3}([ -]\\d\\.\\d{1,3}\\.\\d{1,3})?");
    private static final Pattern WITH_ADDRESS = Pattern.compile("\\S*@\\S*");

    private SmtpReason() {}

    static String of(
            SmtpRelay relay, String command, Optional<RelayTransport.Refusal> refusal, MessagingException failure) {
        if (refusal.isEmpty()) {
            return command + ": " + cause(relay, failure);
        }
        RelayTransport.Refusal reply = refusal.get();
        if (reply.code() == RelayTransport.CLOSED) {
            return reply.command() + ": the relay closed the connection";
        }
        return reply.command() + ": " + shown(reply);
    }

    private static String shown(RelayTransport.Refusal reply) {
        if (ABOUT_RECIPIENT.contains(reply.command())) {
            var codes = CODES.matcher(reply.text());
            return codes.lookingAt() ? codes.group().replace('-', ' ') : Integer.toString(reply.code());
        }
        String line = reply.text().strip().replaceAll("\\s*\n\\d*[- ]?", " ");
        String shown = Printable.of(WITH_ADDRESS.matcher(line).replaceAll("[address]"));
        return shown.length() > MOST ? shown.substring(0, MOST) + "…" : shown;
    }

    private static String cause(SmtpRelay relay, MessagingException failure) {
        String address = relay.address();
        List<Throwable> causes = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .toList();
        return switch (causes.getLast()) {
            case SocketTimeoutException late -> "no reply from " + address + " in time";
            case UnknownHostException unknown -> "the name " + relay.host() + " is not known";
            case Throwable other
            when failure instanceof MailConnectException -> address + " does not accept connections";
            case Throwable tls
            when causes.stream().anyMatch(SSLException.class::isInstance) ->
                "TLS with " + address + " failed: " + tls.getMessage();
            case IOException broken -> "the connection to " + address + " broke";
            default -> String.valueOf(failure.getMessage());
        };
    }
}
