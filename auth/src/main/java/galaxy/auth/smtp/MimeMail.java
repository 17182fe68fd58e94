package galaxy.auth.smtp;

import galaxy.auth.mail.RenderedMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A mail as it goes over the wire: text and HTML as alternatives, lines of at most 76 characters in the bodies and 78 in the
 * header, all ASCII unless the address is not. The same mail has the same {@code Message-ID} at each try, so that a receiver
 * drops what comes twice; it names neither this machine nor the challenge.
 */
final class MimeMail extends MimeMessage {
    private static final String ENCODING = "Content-Transfer-Encoding";

    /** What is left of a line of 78 beside a space and the angle brackets. */
    private static final int LONGEST_ADDRESS = 75;

    private final String messageId;

    MimeMail(Session session, MailOrigin origin, RenderedMail mail) throws MessagingException {
        super(session);
        messageId = "<" + origin.messageId().apply(mail.id()) + "@" + origin.domain() + ">";
        setSender(origin);
        setRecipient(mail.to());
        if (HeaderText.isPlain(mail.subject())) {
            setSubject(mail.subject());
        } else {
            setHeader("Subject", HeaderText.encoded(mail.subject()));
        }
        setHeader("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(mail.at().atOffset(ZoneOffset.UTC)));
        setHeader("Content-Language", mail.language().tag());
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Auto-Response-Suppress", "All");
        setContent(new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
        saveChanges();
    }

    /** Called by the library at each {@link #saveChanges}, which would make one of its own. */
    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    static InternetAddress address(String address) {
        // The constructor that parses knows other rules than ours.
        var known = new InternetAddress();
        known.setAddress(address);
        return known;
    }

    private void setSender(MailOrigin origin) throws MessagingException {
        if (HeaderText.isPlain(origin.product())) {
            InternetAddress sender = address(origin.address());
            try {
                sender.setPersonal(origin.product());
            } catch (UnsupportedEncodingException e) {
                throw new MessagingException("this JVM has no ASCII", e);
            }
            setFrom(sender);
        } else {
            setHeader("From", HeaderText.encoded(origin.product()) + "\r\n <" + origin.address() + ">");
        }
    }

    /** An address cannot be folded, so a very long one is on the envelope alone. */
    private void setRecipient(String to) throws MessagingException {
        int bytes = to.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_ADDRESS) {
            setHeader("To", "undisclosed-recipients:;");
        } else if ("To: ".length() + bytes > LONGEST_ADDRESS) {
            setHeader("To", "\r\n <" + to + ">");
        } else {
            setRecipient(Message.RecipientType.TO, address(to));
        }
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text.replace("\n", "\r\n"), "utf-8", subtype);
        part.setHeader(ENCODING, isMostlyAscii(text) ? "quoted-printable" : "base64");
        return part;
    }

    private static boolean isMostlyAscii(String text) {
        return text.chars().filter(each -> each > 0x7F).count() < text.length() / 6;
    }
}
