package galaxy.auth;

import galaxy.auth.code.Codes;
import galaxy.auth.http.OutboxPage;
import galaxy.auth.mail.Mail;
import galaxy.auth.mail.MailKind;
import galaxy.auth.mail.MailQueue;
import galaxy.auth.mail.MailSender;
import galaxy.auth.mail.MailTemplates;
import galaxy.auth.mail.MailWorkers;
import galaxy.auth.mail.Mailer;
import galaxy.auth.mail.Outbox;
import galaxy.auth.mail.RetrySchedule;
import galaxy.auth.smtp.MailOrigin;
import galaxy.auth.smtp.SmtpSender;
import galaxy.chassis.http.Route;
import galaxy.chassis.service.ServiceContext;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Mail of the service, put together: who sends it, where it goes, and the page where it is seen without a relay. */
final class Mailing implements AutoCloseable {
    /** Of an HMAC; as many as make no two mails alike. */
    private static final int MESSAGE_ID_BYTES = 16;

    private final MailSender sender;
    private final MailWorkers workers;
    private final List<Route> pages;

    private Mailing(MailSender sender, MailWorkers workers, List<Route> pages) {
        this.sender = sender;
        this.workers = workers;
        this.pages = pages;
    }

    /**
     * Starts to send what is given to {@link #deliver}.
     *
     * @param sign an HMAC of the store, for a purpose and a text
     */
    static Mailing start(
            MailSettings settings,
            MailQueue queue,
            Codes codes,
            BiFunction<String, String, byte[]> sign,
            ServiceContext<?> context) {
        var outbox = new Outbox();
        MailSender sender = settings.relay()
                .<MailSender>map(relay -> new SmtpSender(relay, origin(settings, sign)))
                .orElse(outbox);
        var templates = new MailTemplates(settings.product(), settings.hasCodeInSubject());
        var report = new MailMetrics(context.metrics().registry());
        var mailer = new Mailer(
                queue,
                mail -> send(mail, codes, templates, sender),
                new RetrySchedule(new SecureRandom()),
                report,
                context.clock());
        var workers = new MailWorkers(mailer, settings.connections(), report);
        report.showQueue(workers::size);
        workers.start();
        List<Route> pages = settings.relay().isPresent() ? List.of() : List.of(OutboxPage.route(outbox));
        return new Mailing(sender, workers, pages);
    }

    /** A mail is due. Never blocks. */
    void deliver(String id) {
        workers.deliver(id);
    }

    /** For the management port. */
    List<Route> pages() {
        return pages;
    }

    @Override
    public void close() {
        workers.close();
        sender.close();
    }

    private static MailSender.Result send(Mail mail, Codes codes, MailTemplates templates, MailSender sender) {
        Optional<String> code = mail.codeKey().flatMap(key -> codes.code(key, mail.subject()));
        if (mail.kind() == MailKind.CODE && code.isEmpty()) {
            return new MailSender.Result.Failed("the code key %s is not known here; list it in auth.code-keys"
                    .formatted(mail.codeKey().orElse("")));
        }
        return sender.send(templates.render(mail, code));
    }

    private static MailOrigin origin(MailSettings settings, BiFunction<String, String, byte[]> sign) {
        return new MailOrigin(
                settings.from(),
                settings.product(),
                settings.isUtf8(),
                id -> HexFormat.of().formatHex(sign.apply("message id", id), 0, MESSAGE_ID_BYTES));
    }
}
