package galaxy.app.architecture.violations.lottery.draw;

/** A feature that writes a mail itself. */
@SuppressWarnings("all")
public final class OnlySmtpSendsMail {
    Object mail = jakarta.mail.Message.RecipientType.TO;
}
