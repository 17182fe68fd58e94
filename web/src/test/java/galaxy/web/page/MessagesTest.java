package galaxy.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import galaxy.pages.text.PageLanguage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of all features. */
class MessagesTest {
    private static final Path RESOURCES = Path.of("src/main/resources/galaxy/web");
    private static final String ENGLISH = "messages_en.properties";

    /** The same word in both languages. */
    private static final Set<String> AS_IN_ENGLISH =
            Set.of("de nav.links", "de publicprofile.name", "pt-BR profile.email");

    private static List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.endsWith(ENGLISH))
                    .map(Path::getParent)
                    .toList();
        }
    }

    private static Map<String, String> read(Path folder, PageLanguage language) throws IOException {
        var properties = new Properties();
        String name = "messages_" + language.tag().replace('-', '_') + ".properties";
        try (Reader in = Files.newBufferedReader(folder.resolve(name))) {
            properties.load(in);
        }
        Map<String, String> messages = new TreeMap<>();
        properties.forEach((key, text) -> messages.put((String) key, (String) text));
        return messages;
    }

    private static Set<String> arguments(String text) {
        var pattern = new MessagePattern(text);
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPart(i).getType() == MessagePattern.Part.Type.ARG_NAME) {
                names.add(pattern.getSubstring(pattern.getPart(i)));
            }
        }
        return names;
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
    void every_language_has_the_same_keys_and_arguments_and_its_own_plurals() throws IOException {
        for (Path folder : folders()) {
            Map<String, String> english = read(folder, PageLanguage.ENGLISH);
            for (PageLanguage language : PageLanguage.written()) {
                Map<String, String> texts = read(folder, language);
                assertThat(texts.keySet()).as(folder + " " + language).isEqualTo(english.keySet());
                var categories = PluralRules.forLocale(language.locale()).getKeywords();
                texts.forEach((key, text) -> {
                    if (language != PageLanguage.ENGLISH && text.equals(english.get(key)) && hasWords(text)) {
                        assertThat(AS_IN_ENGLISH).contains(language.tag() + " " + key);
                    }
                    assertThat(arguments(text))
                            .as(language + " " + key)
                            .isEqualTo(arguments(english.getOrDefault(key, "")));
                    plurals(text)
                            .forEach(given ->
                                    assertThat(given).as(language + " " + key).isEqualTo(new TreeSet<>(categories)));
                });
            }
        }
    }

    private static boolean hasWords(String text) {
        return text.replaceAll("\\{[^}]*}", "").chars().anyMatch(Character::isLetter);
    }

    @Test
    void every_message_is_used() throws IOException {
        var sources = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sources.append(Files.readString(file));
            }
        }
        // Keys that end with a code.
        var families =
                Set.of("typed.", "standing.still.", "link.state-", "link.ends", "link.uses", "link.dead-", "opened.");
        for (Path folder : folders()) {
            assertThat(read(folder, PageLanguage.ENGLISH).keySet())
                    .filteredOn(key -> families.stream().noneMatch(key::startsWith))
                    .allMatch(key -> sources.indexOf("\"" + key + "\"") >= 0);
        }
    }
}
