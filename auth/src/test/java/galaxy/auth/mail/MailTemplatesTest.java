package galaxy.auth.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MailTemplatesTest {
    private static Stream<Arguments> all() {
        return Stream.of(MailLanguage.values())
                .flatMap(language -> Stream.of(MailKind.values()).map(kind -> Arguments.of(language, kind)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void no_placeholder_is_left(MailLanguage language, MailKind kind) {
        RenderedMail mail = Mails.rendered(kind, language.tag());
        assertThat(mail.subject()).isNotBlank().doesNotContain("\n").doesNotContainPattern("[{}]");
        assertThat(mail.text()).isNotBlank().doesNotContainPattern("[{}]|Subject");
        // Of the braces of its style sheet none holds a bare word.
        assertThat(mail.html())
                .doesNotContainPattern("\\{\\s*\\w*\\s*}")
                .contains("<title>" + mail.subject() + "</title>");
    }

    @ParameterizedTest
    @MethodSource("all")
    void text_and_page_say_the_same_without_links_and_images(MailLanguage language, MailKind kind) {
        RenderedMail mail = Mails.rendered(kind, language.tag());
        String page = mail.html()
                .replaceAll("(?s)<head>.*</head>", "")
                .replaceAll("</(p|h1|td|tr|table)>", " ")
                .replaceAll("<[^>]*>", "");
        assertThat(words(page)).isEqualTo("Galaxy " + words(mail.text()).replaceAll("(?<=[^ ]): ", " "));
        assertThat(mail.html()).doesNotContainPattern("(?i)https?:|<a\\b|<img|src=|url\\(|@import|<script|mailto:");
        assertThat(mail.text()).doesNotContain("://").doesNotContain(Mails.TO);
        assertThat(mail.html()).doesNotContain(Mails.TO);
    }

    private static String words(String text) {
        return text.replaceAll("[\u2066\u2069]", "")
                .replaceAll("(?<=[^ ]): ", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @ParameterizedTest
    @EnumSource
    void a_page_says_its_language_and_direction(MailLanguage language) {
        String direction = language == MailLanguage.ARABIC ? "rtl" : "ltr";
        assertThat(Mails.rendered(MailKind.CODE, language.tag()).html())
                .contains("<html lang=\"%s\" dir=\"%s\">".formatted(language.tag(), direction));
    }

    @ParameterizedTest
    @EnumSource
    void the_code_reads_from_left_to_right_whatever_is_around_it(MailLanguage language) {
        Mail mail = Mails.mail(MailKind.CODE, language.tag());
        RenderedMail shown = new MailTemplates("Galaxy", true).render(mail, Optional.of("31551960"));
        assertThat(shown.text()).containsOnlyOnce("\u20663155 1960\u2069");
        assertThat(shown.subject()).containsOnlyOnce("\u20663155 1960\u2069");
        assertThat(shown.html())
                .containsPattern("<span dir=\"ltr\"[^>]*>3155 1960</span>")
                .containsOnlyOnce("1960");
        assertThat(shown.code()).contains("31551960");
        assertThat(Mails.rendered(MailKind.CODE, language.tag()).subject()).doesNotContain("1960");
    }

    @ParameterizedTest
    @CsvSource({
        "551960, 551 960",
        "5519601, 5519 601",
        "31551960, 3155 1960",
        "315519601, 31551 9601",
        "3155196012, 31551 96012"
    })
    void a_code_has_two_groups_the_first_not_shorter(String code, String grouped) {
        assertThat(MailTemplates.grouped(code)).isEqualTo(grouped);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 10 minutes, until 12:10 UTC | March 1, 2026, 12:00 UTC | Germany",
                "de | 10 Minuten, bis 12:10 UTC | 1. März 2026, 12:00 UTC | Deutschland",
                "pt-BR | 10 minutos, até 12:10 UTC | 1 de março de 2026, 12:00 UTC | Alemanha",
                "ru | 10 минут, до 12:10 UTC | 1 марта 2026 г., 12:00 UTC | Германия",
                "ar | 10 دقائق، حتى الساعة 12:10 UTC | 1 مارس 2026، 12:00 UTC | ألمانيا",
            })
    void end_time_and_country_are_those_of_the_request(String locale, String end, String time, String country) {
        assertThat(text(MailKind.CODE, locale)).contains(end, time, country);
        assertThat(text(MailKind.NEW_DEVICE, locale)).contains(time, country);
    }

    /** In one line; some languages have a space in a date that does not break. */
    private static String text(MailKind kind, String locale) {
        return Mails.rendered(kind, locale).text().replaceAll("[\n\\p{Zs}]", " ");
    }

    /** A table that fits its content would take the code out of sight beside a product with a long name. */
    @Test
    void a_long_name_of_a_product_breaks_within_the_page() {
        assertThat(Mails.rendered(MailKind.CODE, "en").html())
                .containsPattern("class=\"card\"[^>]*table-layout: fixed")
                .contains("overflow-wrap: break-word");
    }

    @Test
    void a_pause_says_when_it_ends() {
        assertThat(text(MailKind.ATTEMPTS, "en")).contains("paused until March 2, 2026, 12:00 UTC.");
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_unknown_country_is_left_out(MailLanguage language, MailKind kind) {
        Mail mail = Mails.mail("chl_1.1", kind, language.tag(), Optional.empty());
        RenderedMail shown = new MailTemplates("Galaxy", false).render(mail, Mails.code(kind));
        RenderedMail known = Mails.rendered(kind, language.tag());
        assertThat(shown.text().lines()).hasSize((int) known.text().lines().count() - 1);
        assertThat(shown.html().lines()).hasSize((int) known.html().lines().count() - 1);
    }

    @ParameterizedTest
    @MethodSource("all")
    void the_name_of_the_product_is_text_and_no_markup(MailLanguage language, MailKind kind) {
        String product = "<b>R&D \"$1\" {code}</b>";
        RenderedMail shown =
                new MailTemplates(product, true).render(Mails.mail(kind, language.tag()), Mails.code(kind));
        assertThat(shown.subject() + shown.text()).contains(product);
        assertThat(shown.html())
                .contains("&lt;b&gt;R&amp;D &quot;$1&quot; {code}&lt;/b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void a_template_that_names_an_unknown_value_is_a_mistake_of_ours() {
        assertThatThrownBy(() -> new Template("{nothing}").fill(Map.of(), UnaryOperator.identity()))
                .hasMessageContaining("{nothing}");
    }

    @Test
    void a_mail_does_not_print_what_is_in_it() {
        assertThat(Mails.rendered(MailKind.CODE, "en"))
                .asString()
                .doesNotContain("1960")
                .doesNotContain("@");
    }
}
