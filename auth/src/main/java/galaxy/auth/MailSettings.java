package galaxy.auth;

import galaxy.auth.smtp.SmtpRelay;
import galaxy.chassis.service.ProcessPlan;
import galaxy.chassis.settings.Kind;
import galaxy.chassis.settings.Setting;
import galaxy.chassis.settings.SettingsReader;
import galaxy.kernel.Parsed;
import galaxy.kernel.Printable;
import java.util.List;
import java.util.Optional;

/**
 * The settings of mail.
 *
 * @param relay without, mails go to the outbox
 * @param connections to the relay at once
 * @param from the address that mails come from; empty without a relay
 * @param product the name that players know
 * @param isUtf8 whether addresses outside ASCII are sent to
 * @param hasCodeInSubject whether the subject shows the code
 * @param announcesNewDevices whether a sign-in is announced to who has another session
 */
record MailSettings(
        Optional<SmtpRelay> relay,
        int connections,
        String from,
        String product,
        boolean isUtf8,
        boolean hasCodeInSubject,
        boolean announcesNewDevices) {
    private static final int LONGEST_PRODUCT = 200;

    private static final Setting<Optional<SmtpRelay>> RELAY = new Setting<>(
            "auth.smtp.uri",
            new Kind<>("secret", true, SmtpRelay::parse).orNone(),
            "",
            "relay for mails, smtp[s]://user:password@host:port, with TLS unless it is on loopback; without, mails are in"
                    + " the outbox at the management port");

    private static final Setting<Integer> CONNECTIONS = new Setting<>(
            "auth.smtp.connections", Kind.integer(1, 16), "2", "connections to the relay, and mails sent at once");

    private static final Setting<Optional<String>> FROM = new Setting<>(
            "auth.mail.from",
            Kind.open("mail address", MailSettings::address).orNone(),
            "",
            "address that mails come from; needed with auth.smtp.uri; its domain is in EHLO and Message-ID");

    private static final Setting<String> PRODUCT = new Setting<>(
            "auth.mail.product", Kind.open("text", MailSettings::product), "Galaxy", "name of the product in mails");

    private static final Setting<Boolean> UTF8 = new Setting<>(
            "auth.mail.utf8",
            Kind.bool(),
            "false",
            "whether addresses may have other characters than ASCII before the @; the relay needs SMTPUTF8");

    private static final Setting<Boolean> CODE_IN_SUBJECT = new Setting<>(
            "auth.mail.code-in-subject", Kind.bool(), "false", "whether the subject of a mail shows the code");

    private static final Setting<Boolean> NEW_DEVICE = new Setting<>(
            "auth.mail.new-device",
            Kind.bool(),
            "true",
            "whether a player who is signed in elsewhere gets a mail when another device signs in");

    static final List<Setting<?>> ALL = List.of(RELAY, CONNECTIONS, FROM, PRODUCT, UTF8, CODE_IN_SUBJECT, NEW_DEVICE);

    /** Reports a relay without a sender, and an outbox that other machines could read. */
    static void check(SettingsReader reader, ProcessPlan plan) {
        boolean hasRelay = reader.isGiven(RELAY);
        if (hasRelay && !reader.isGiven(FROM)) {
            reader.problem(FROM, "is not set, and auth.smtp.uri is; give the address that mails come from");
        }
        plan.open()
                .filter(address -> !hasRelay)
                .ifPresent(address -> reader.problem(
                        RELAY,
                        ("is not set, and %s is %s: the codes of players would be in the outbox for other machines to"
                                        + " read; give a relay, or listen on 127.0.0.1")
                                .formatted(address.key(), address.ip().getHostAddress())));
    }

    static MailSettings read(SettingsReader reader) {
        return new MailSettings(
                reader.get(RELAY),
                reader.get(CONNECTIONS),
                reader.get(FROM).orElse(""),
                reader.get(PRODUCT),
                reader.get(UTF8),
                reader.get(CODE_IN_SUBJECT),
                reader.get(NEW_DEVICE));
    }

    private static Parsed<String> address(String text) {
        String atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
        String label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
        return text.matches(atom + "(\\." + atom + ")*@" + label + "(\\." + label + ")+") && text.length() <= 254
                ? Parsed.valid(text)
                : Parsed.invalid(
                        "not a mail address; give one in ASCII such as no-reply@example.com (xn-- for other letters)");
    }

    private static Parsed<String> product(String text) {
        int points = text.codePointCount(0, text.length());
        return points >= 1 && points <= LONGEST_PRODUCT && Printable.of(text).equals(text)
                ? Parsed.valid(text)
                : Parsed.invalid("not a name; give 1 to " + LONGEST_PRODUCT + " characters that can be printed");
    }
}
