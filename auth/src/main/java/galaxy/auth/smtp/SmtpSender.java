package galaxy.auth.smtp;

import galaxy.auth.mail.MailSender;
import galaxy.auth.mail.RenderedMail;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends mails by SMTP over connections that it keeps. A kept connection that the relay has closed, or ends with 421, is opened
 * anew within the attempt. TLS and the identity of the relay are required unless the relay is on this machine.
 */
public final class SmtpSender implements MailSender {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(10);
    private static final Duration WRITE = Duration.ofSeconds(10);

    /** Longer, and a firewall on the way may have forgotten the connection without a word. */
    private static final Duration KEPT = Duration.ofMinutes(1);

    /** Nothing that ends a command or the brackets around an address; what is an address was checked before. */
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@\\p{Cntrl}]+@[^\\s<>@\\p{Cntrl}]+");

    /** What a relay refuses for good with 5xx is the recipient or the data; all else may be our fault, and pass. */
    private static final Set<String> FINAL = Set.of("RCPT", "DATA", RelayTransport.CONTENT);

    private final SmtpRelay relay;
    private final MailOrigin origin;
    private final Session session;
    private final ScheduledExecutorService writeTimeouts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("smtp-timeouts").factory());
    private final Deque<Idle> kept = new ArrayDeque<>();
    private boolean closed;

    private record Idle(RelayTransport transport, long usedAt) {
        boolean isFresh() {
            return System.nanoTime() - usedAt < KEPT.toNanos();
        }
    }

    /** With the certificates that this JVM trusts. */
    public SmtpSender(SmtpRelay relay, MailOrigin origin) {
        this(relay, origin, Optional.empty());
    }

    /** The same with other certificates. */
    SmtpSender(SmtpRelay relay, MailOrigin origin, Optional<SSLSocketFactory> certificates) {
        this.relay = relay;
        this.origin = origin;
        this.session = Session.getInstance(properties(certificates));
    }

    @Override
    public Result send(RenderedMail mail) {
        if (!ADDRESS.matcher(mail.to()).matches()) {
            return new Result.Refused("the address cannot be written in SMTP");
        }
        if (!origin.isUtf8() && mail.to().chars().anyMatch(each -> each > 0x7F)) {
            return new Result.Failed("an address outside ASCII needs auth.mail.utf8");
        }
        Optional<RelayTransport> open = takeKept();
        if (open.isPresent()) {
            Optional<Result> result = sendKept(open.get(), mail);
            if (result.isPresent()) {
                return result.get();
            }
        }
        var transport = new RelayTransport(session, protocol(), relay.isImplicitTls());
        try {
            connect(transport);
            return sendOver(transport, mail);
        } catch (MessagingException e) {
            return failed(transport, e);
        }
    }

    @Override
    public void close() {
        Stream<Idle> all;
        synchronized (kept) {
            closed = true;
            all = Stream.of(kept.toArray(Idle[]::new));
            kept.clear();
        }
        all.forEach(each -> quit(each.transport));
        writeTimeouts.shutdown();
    }

    /** Empty when the connection turned out to be closed, so that the mail may be sent over another one. */
    private Optional<Result> sendKept(RelayTransport transport, RenderedMail mail) {
        try {
            return Optional.of(sendOver(transport, mail));
        } catch (MessagingException e) {
            Result result = failed(transport, e);
            return isClosed(transport, e) ? Optional.empty() : Optional.of(result);
        }
    }

    private Result sendOver(RelayTransport transport, RenderedMail mail) throws MessagingException {
        var message = new MimeMail(session, origin, mail);
        transport.sendMessage(message, new Address[] {MimeMail.address(mail.to())});
        keep(transport);
        return new Result.Sent();
    }

    private void connect(RelayTransport transport) throws MessagingException {
        if (relay.login().isPresent()) {
            SmtpRelay.Login login = relay.login().get();
            transport.connect(
                    relay.host(), relay.port(), login.user(), login.password().reveal());
        } else {
            transport.connect(relay.host(), relay.port(), null, null);
        }
    }

    private Result failed(RelayTransport transport, MessagingException failure) {
        Optional<RelayTransport.Refusal> refusal = transport.refusal();
        String reason = SmtpReason.of(relay, transport.command(), refusal, failure);
        quit(transport);
        boolean isFinal = refusal.map(reply -> reply.code() >= 500 && FINAL.contains(reply.command()))
                .orElse(false);
        return isFinal ? new Result.Refused(reason) : new Result.Failed(reason);
    }

    private static boolean isClosed(RelayTransport transport, MessagingException failure) {
        return transport
                .refusal()
                .map(reply -> reply.code() == RelayTransport.CLOSED || reply.code() == 421)
                .orElse(failure.getCause() instanceof IOException cause && !(cause instanceof SocketTimeoutException));
    }

    private Optional<RelayTransport> takeKept() {
        while (true) {
            Idle last;
            synchronized (kept) {
                if (kept.isEmpty()) {
                    return Optional.empty();
                }
                last = kept.removeLast();
            }
            if (last.isFresh()) {
                return Optional.of(last.transport);
            }
            quit(last.transport);
        }
    }

    private void keep(RelayTransport transport) {
        synchronized (kept) {
            if (!closed) {
                kept.addLast(new Idle(transport, System.nanoTime()));
                return;
            }
        }
        quit(transport);
    }

    private static void quit(RelayTransport transport) {
        try {
            transport.close();
        } catch (MessagingException gone) {
            // It is closed all the same.
        }
    }

    private String protocol() {
        return relay.isImplicitTls() ? "smtps" : "smtp";
    }

    private Properties properties(Optional<SSLSocketFactory> certificates) {
        String prefix = "mail." + protocol() + ".";
        var all = new Properties();
        all.setProperty(prefix + "localhost", origin.domain());
        all.setProperty(prefix + "from", origin.address());
        all.setProperty(prefix + "auth", Boolean.toString(relay.login().isPresent()));
        all.setProperty(prefix + "auth.mechanisms", "PLAIN LOGIN");
        all.setProperty(prefix + "starttls.enable", "true");
        all.setProperty(prefix + "starttls.required", Boolean.toString(!relay.isTrusted()));
        all.setProperty(prefix + "ssl.checkserveridentity", Boolean.toString(!relay.isTrusted()));
        if (relay.isTrusted()) {
            all.setProperty(prefix + "ssl.trust", "*");
        }
        certificates.ifPresent(factory -> all.put(prefix + "ssl.socketFactory", factory));
        all.setProperty(prefix + "socketFactory.fallback", "false");
        all.setProperty(prefix + "connectiontimeout", Long.toString(CONNECT.toMillis()));
        all.setProperty(prefix + "timeout", Long.toString(READ.toMillis()));
        all.setProperty(prefix + "writetimeout", Long.toString(WRITE.toMillis()));
        all.put(prefix + "executor.writetimeout", writeTimeouts);
        all.setProperty(prefix + "quitwait", "false");
        all.setProperty("mail.mime.allowutf8", Boolean.toString(origin.isUtf8()));
        return all;
    }
}
