package galaxy.auth.smtp;

import galaxy.kernel.Printable;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Why an attempt failed, for operators: the command and the reply, but never an address. */
final class SmtpReason {
    private static final int MOST = 200;

    /** Their replies often repeat the address of the recipient, in any form. */
    private static final Set<String> ABOUT_RECIPIENT = Set.of("RCPT", "content");

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
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return switch (last) {
            case UnknownHostException unknown -> "the name " + relay.host() + " is not known";
            case ConnectException refused -> relay.address() + " does not accept connections";
            case SocketTimeoutException late -> "no reply from " + relay.address() + " in time";
            case SSLException tls -> "TLS with " + relay.address() + " failed: " + tls.getMessage();
            case java.security.cert.CertificateException untrusted ->
                "the certificate of " + relay.address() + " is not trusted: " + untrusted.getMessage();
            case java.security.cert.CertPathBuilderException untrusted ->
                "the certificate of " + relay.address() + " is not trusted";
            case java.io.IOException closed -> "the connection to " + relay.address() + " broke";
            default -> String.valueOf(last.getMessage());
        };
    }
}
