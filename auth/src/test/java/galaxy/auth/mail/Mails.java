package galaxy.auth.mail;

import galaxy.kernel.CountryCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Mails for tests. */
public final class Mails {
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final String TO = "pilot@example.com";

    private Mails() {}

    /** The first mail of its kind to the one address, requested at {@link #NOON} in Germany. */
    public static Mail mail(MailKind kind, String locale) {
        return mail("chl_0123456789abcdefghjkmnpqrs.1", kind, locale, Optional.of("DE"));
    }

    public static Mail mail(String id, MailKind kind, String locale, Optional<String> country) {
        Duration life = kind == MailKind.CODE ? Duration.ofMinutes(10) : Duration.ofHours(1);
        return Mail.of(
                id,
                kind,
                TO,
                locale,
                kind == MailKind.CODE ? Optional.of("k1") : Optional.empty(),
                country.map(CountryCode::of),
                NOON,
                NOON.plus(life));
    }

    /** In the words of its language. */
    public static RenderedMail rendered(MailKind kind, String locale) {
        return new MailTemplates("Galaxy", false).render(mail(kind, locale), code(kind));
    }

    /** The one code, of mails that have one. */
    public static Optional<String> code(MailKind kind) {
        return kind == MailKind.CODE ? Optional.of("31551960") : Optional.empty();
    }
}
