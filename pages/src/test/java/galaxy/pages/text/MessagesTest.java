package galaxy.pages.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import galaxy.pages.route.PagePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {
    private static final Messages MESSAGES = Messages.of();

    /** The same word in both languages. */
    private static final Set<String> AS_IN_ENGLISH = Set.of(
            "de theme.system",
            "de avatar.ships-manta",
            "de avatar.worlds-lava",
            "pt-BR avatar.ships-manta",
            "pt-BR avatar.worlds-lava");

    private static Words words(PageLanguage language) {
        return new Words(
                MESSAGES, language, new Times(language, "Europe/Berlin", Instant.parse("2027-03-06T08:00:00Z")));
    }

    private static Stream<PageLanguage> others() {
        return PageLanguage.written().stream().filter(language -> language != PageLanguage.ENGLISH);
    }

    @Test
    void every_language_has_the_same_keys_and_arguments() {
        others().forEach(language -> {
            var file = MessageFiles.read(Messages.class, "messages", language);
            assertThat(file.keySet()).as(language.tag()).isEqualTo(MESSAGES.keys());
            for (var key : MESSAGES.keys()) {
                assertThat(MESSAGES.arguments(language, key))
                        .as(language.tag() + " " + key)
                        .isEqualTo(MESSAGES.arguments(PageLanguage.ENGLISH, key));
            }
        });
    }

    @Test
    void a_message_is_equal_to_the_english_one_only_by_a_list() {
        var english = MessageFiles.read(Messages.class, "messages", PageLanguage.ENGLISH);
        Set<String> equal = new TreeSet<>();
        others().forEach(language -> MessageFiles.read(Messages.class, "messages", language)
                .forEach((key, text) -> {
                    boolean hasWords = text.replaceAll("\\{[^}]*}", "").chars().anyMatch(Character::isLetter);
                    if (hasWords && text.equals(english.get(key))) {
                        equal.add(language.tag() + " " + key);
                    }
                }));
        assertThat(equal).containsExactlyInAnyOrderElementsOf(AS_IN_ENGLISH);
    }

    @Test
    void plurals_have_exactly_the_categories_of_their_language() {
        for (var language : PageLanguage.written()) {
            var categories = PluralRules.forLocale(language.locale()).getKeywords();
            MessageFiles.read(Messages.class, "messages", language).forEach((key, text) -> {
                for (var given : plurals(text)) {
                    assertThat(given).as(language.tag() + " " + key).isEqualTo(categories);
                }
            });
        }
    }

    /** The selectors of each plural, without those of exact numbers. */
    private static List<Set<String>> plurals(String text) {
        var pattern = new MessagePattern(text);
        List<Set<String>> all = new ArrayList<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            var part = pattern.getPart(i);
            if (part.getType() == MessagePattern.Part.Type.ARG_START
                    && part.getArgType() == MessagePattern.ArgType.PLURAL) {
                all.add(new TreeSet<>());
            } else if (part.getType() == MessagePattern.Part.Type.ARG_SELECTOR
                    && !pattern.getSubstring(part).startsWith("=")) {
                all.getLast().add(pattern.getSubstring(part));
            }
        }
        return all;
    }

    @Test
    void refuses_other_arguments_than_a_message_has() {
        var words = words(PageLanguage.ENGLISH);
        assertThatThrownBy(() -> words.text("error.none")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> words.text("shell.skip", Arg.count("count", 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> words.text("form.problems")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_person_chose_never_becomes_words_of_ours(PageLanguage language) {
        var name = "\uE000{0}\uE800 <b>";
        var sentence = words(language).sentence("reason.unknown", Arg.name("code", name));
        assertThat(sentence.pieces()).contains(new Sentence.Piece.Name(name));
        assertThat(sentence.plain()).contains("\u2068" + name + "\u2069");
    }

    @Test
    void pseudo_languages_show_what_is_cut_off_and_what_is_no_message() {
        assertThat(words(PageLanguage.ACCENTED).text("shell.sign-out"))
                .startsWith("[Šîĝñ ö")
                .endsWith("~]");
        assertThat(words(PageLanguage.MIRRORED).text("shell.sign-out")).isEqualTo("\u202ESign\u202C \u202Eout\u202C");
    }

    @Test
    void a_reason_comes_from_the_operator_then_from_the_program_then_from_its_code(@TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("reasons_de.properties"), "spam = Reklame\nhouse_rule = Hausordnung\n");
        List<String> problems = new ArrayList<>();
        var reasons = Reasons.read(Optional.of(folder), problems);
        var german = words(PageLanguage.GERMAN);
        assertThat(reasons.of("spam", german).plain()).isEqualTo("Reklame");
        assertThat(reasons.of("house_rule", german).plain()).isEqualTo("Hausordnung");
        assertThat(reasons.of("scam", german).plain()).isEqualTo("Täuschung");
        assertThat(reasons.of("house_rule", words(PageLanguage.ENGLISH)).plain())
                .isEqualTo("Reason: \u2066house_rule\u2069");
        assertThat(problems).isEmpty();
        Files.write(folder.resolve("reasons_ru.properties"), new byte[] {'a', '=', (byte) 0xFF});
        Reasons.read(Optional.of(folder), problems);
        assertThat(problems).singleElement().asString().contains("ru");
        assertThat(Reasons.standard().codes()).hasSize(20);
        others().forEach(language -> assertThat(
                        MessageFiles.read(Reasons.class, "reasons", language).keySet())
                .isEqualTo(Reasons.standard().codes()));
    }

    @Test
    void a_link_stands_on_the_words_between_its_places() {
        var link = new PagePath("/a/{b}").href("c/ä");
        assertThat(link.url()).isEqualTo("/a/c%2F%C3%A4");
        assertThat(link.query("x", "1&2").at("é").url()).isEqualTo("/a/c%2F%C3%A4?x=1%262#%C3%A9");
    }
}
