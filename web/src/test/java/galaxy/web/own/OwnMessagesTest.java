package galaxy.web.own;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The messages of the pages behind the sign-in: the same in five languages, and none that is not used. */
class OwnMessagesTest {
    private static final Path ROOT = Path.of("src/main/resources/galaxy/web");
    private static final List<String> PACKAGES =
            List.of("profile", "username", "publicprofile", "contact", "link", "invite");

    /** The same word in both languages. */
    private static final Set<String> AS_IN_ENGLISH = Set.of("de publicprofile.name", "pt-BR profile.email");

    private static Map<String, String> messages(String language) throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (var each : PACKAGES) {
            var properties = new Properties();
            properties.load(new StringReader(
                    Files.readString(ROOT.resolve(each + "/messages_" + language.replace('-', '_') + ".properties"))));
            properties.forEach((key, text) -> assertThat(all.put((String) key, (String) text))
                    .as((String) key)
                    .isNull());
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "pt-BR", "ru", "ar"})
    void each_language_has_the_same_keys_arguments_and_its_own_plurals(String language) throws Exception {
        var english = messages("en");
        var texts = messages(language);
        assertThat(texts.keySet()).isEqualTo(english.keySet());
        var categories = PluralRules.forLocale(ULocale.forLanguageTag(language)).getKeywords();
        texts.forEach((key, text) -> {
            assertThat(arguments(text)).as(key).isEqualTo(arguments(english.getOrDefault(key, "")));
            var plurals = plurals(text);
            assertThat(plurals.isEmpty() ? categories : plurals).as(key).isEqualTo(categories);
            boolean isEqual = !language.equals("en") && text.equals(english.get(key));
            if (isEqual && text.replaceAll("\\{[^}]*}", "").chars().anyMatch(Character::isLetter)) {
                assertThat(AS_IN_ENGLISH).contains(language + " " + key);
            }
        });
    }

    private static Set<String> arguments(String text) {
        return parts(text, MessagePattern.Part.Type.ARG_NAME);
    }

    private static Set<String> plurals(String text) {
        return parts(text, MessagePattern.Part.Type.ARG_SELECTOR);
    }

    private static Set<String> parts(String text, MessagePattern.Part.Type type) {
        var pattern = new MessagePattern(text);
        Set<String> found = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPart(i).getType() == type) {
                found.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return found;
    }

    /** Keys are written out, or made of a word of ours and the name of a field or a state. */
    @Test
    void every_message_is_used_and_every_key_exists() throws Exception {
        String sources;
        try (var files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(Files::isRegularFile)
                    .map(OwnMessagesTest::read)
                    .collect(Collectors.joining());
        }
        var families = List.of("link.state-", "link.ends-", "link.uses-", "link.dead-", "opened.");
        assertThat(messages("en").keySet())
                .allMatch(key -> sources.contains("\"" + key + "\"")
                        || key.equals("link.ends")
                        || key.equals("link.uses")
                        || families.stream().anyMatch(key::startsWith));
        var known = new HashSet<>(messages("en").keySet());
        var prefixes = String.join("|", "down", "profile", "settings", "restricted", "username", "publicprofile")
                + "|contact|link|opened|invite";
        var used = Pattern.compile("\"((?:" + prefixes + ")\\.[a-z0-9-]*[a-z0-9])\"")
                .matcher(sources)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(used).isNotEmpty().allMatch(known::contains);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
