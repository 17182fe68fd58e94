package galaxy.pages.text;

import galaxy.kernel.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Files {@code <name>_<language>.properties} in UTF-8, a message by its key. */
public final class MessageFiles {
    private MessageFiles() {}

    /**
     * Those of a module.
     *
     * @param beside the class in whose folder they are
     * @throws IllegalStateException when one is missing
     */
    static Map<String, String> read(Class<?> beside, String name, PageLanguage language) {
        String file = fileName(name, language);
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + beside.getName());
            }
            return parse(Utf8.decode(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of an operator: what is not there changes nothing. */
    static Optional<Map<String, String>> read(Path folder, String name, PageLanguage language) throws IOException {
        Path file = folder.resolve(fileName(name, language));
        return Files.isRegularFile(file) ? Optional.of(parse(Utf8.read(file))) : Optional.empty();
    }

    private static String fileName(String name, PageLanguage language) {
        return name + "_" + language.tag().replace('-', '_') + ".properties";
    }

    private static Map<String, String> parse(String text) throws IOException {
        var properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> messages = new HashMap<>();
        properties.forEach((key, message) -> messages.put((String) key, (String) message));
        return Map.copyOf(messages);
    }
}
