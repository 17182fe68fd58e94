package galaxy.auth.mail;

import com.ibm.icu.text.MeasureFormat;
import com.ibm.icu.util.Measure;
import com.ibm.icu.util.MeasureUnit;
import com.ibm.icu.util.ULocale;
import galaxy.kernel.CountryCode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Writes mails in the language of their reader, from {@code mail/<language>/<kind>.txt} and {@code .html}, the latter within
 * {@code mail/page.html}. Nothing of what the requester sent is in them, apart from the choice of the language. Times are in UTC: the zone of the reader is not known.
 */
public final class MailTemplates {
    /** How long sign-in is paused after too many wrong codes. */
    private static final Duration PAUSE = Duration.ofHours(24);

    /** No line ends before {@code UTC}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm'\u00a0UTC'", Locale.ROOT);

    /** What is between these is laid out from left to right, whatever is around it. */
    private static final String LEFT_TO_RIGHT = "\u2066";

    private static final String END_OF_ISOLATE = "\u2069";

    /** Made once each: that takes longer than all else that a mail does. They are immutable. */
    private static final Map<MailLanguage, MeasureFormat> MINUTES = new ConcurrentHashMap<>();

    private final String product;
    private final boolean hasCodeInSubject;

    /**
     * For one product.
     *
     * @param product the name that players know
     * @param hasCodeInSubject whether the subject of a {@link MailKind#CODE} mail shows the code
     */
    public MailTemplates(String product, boolean hasCodeInSubject) {
        this.product = product;
        this.hasCodeInSubject = hasCodeInSubject;
    }

    /** The mail in the language of its locale; a {@link MailKind#CODE} mail has a code, no other does. */
    public RenderedMail render(Mail mail, Optional<String> code) {
        MailLanguage language = MailLanguage.of(mail.locale());
        Template text = Template.of(language, mail.kind(), "txt");
        Map<String, Optional<String>> values = values(mail, language);
        Optional<String> grouped = code.map(MailTemplates::grouped);
        values.put("code", grouped.map(each -> LEFT_TO_RIGHT + each + END_OF_ISOLATE));
        boolean showsCode = hasCodeInSubject && code.isPresent();
        String subject = text.line(showsCode ? "Subject with code" : "Subject").fill(values, UnaryOperator.identity());
        String body = text.body().fill(values, UnaryOperator.identity());
        values.put("code", grouped);
        String page = page(language, mail.kind(), text.line("Subject"), values);
        return new RenderedMail(mail.id(), mail.kind(), mail.to(), language, subject, body, page, code, mail.at());
    }

    /** The content of a kind of mail within the page that all have. */
    private static String page(
            MailLanguage language, MailKind kind, Template title, Map<String, Optional<String>> values) {
        boolean isRightToLeft = language.isRightToLeft();
        Map<String, Optional<String>> parts = Map.of(
                "language", Optional.of(language.tag()),
                "direction", Optional.of(isRightToLeft ? "rtl" : "ltr"),
                "side", Optional.of(isRightToLeft ? "right" : "left"),
                "title", Optional.of(title.fill(values, MailTemplates::escaped)),
                "content", Optional.of(Template.of(language, kind, "html").fill(values, MailTemplates::escaped)));
        return Template.named("page.html").fill(parts, UnaryOperator.identity());
    }

    private Map<String, Optional<String>> values(Mail mail, MailLanguage language) {
        Map<String, Optional<String>> values = new HashMap<>();
        values.put("product", Optional.of(product));
        values.put("time", Optional.of(dateAndTime(mail.at(), language)));
        values.put("country", mail.country().map(country -> name(country, language)));
        values.put("minutes", Optional.of(minutes(Duration.between(mail.at(), mail.endsAt()), language)));
        values.put(
                "until",
                Optional.of(
                        switch (mail.kind()) {
                            case CODE, NEW_DEVICE -> TIME.format(mail.endsAt().atOffset(ZoneOffset.UTC));
                            case ATTEMPTS -> dateAndTime(mail.at().plus(PAUSE), language);
                        }));
        return values;
    }

    /** Two groups, the first of which is not shorter. */
    static String grouped(String code) {
        int first = (code.length() + 1) / 2;
        return code.substring(0, first) + " " + code.substring(first);
    }

    private static String dateAndTime(Instant at, MailLanguage language) {
        var utc = at.atOffset(ZoneOffset.UTC);
        var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language.locale());
        String comma = language == MailLanguage.ARABIC ? "، " : ", ";
        return date.format(utc) + comma + TIME.format(utc);
    }

    private static String name(CountryCode country, MailLanguage language) {
        return Locale.of("", country.value()).getDisplayCountry(language.locale());
    }

    /** With ASCII digits, in the plural that the language has for the number. */
    private static String minutes(Duration time, MailLanguage language) {
        return MINUTES.computeIfAbsent(language, MailTemplates::format)
                .format(new Measure(time.toMinutes(), MeasureUnit.MINUTE));
    }

    private static MeasureFormat format(MailLanguage language) {
        var locale = ULocale.forLanguageTag(language.tag() + "-u-nu-latn");
        return MeasureFormat.getInstance(locale, MeasureFormat.FormatWidth.WIDE);
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
