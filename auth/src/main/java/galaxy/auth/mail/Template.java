package galaxy.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a mail with {@code {name}} where a value is to be. A line that names a value which is not known is left out.
 */
final class Template {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private static final Map<String, Template> NAMED = new ConcurrentHashMap<>();

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** Reads {@code <language>/<kind>.<form>} beside this class. */
    static Template of(MailLanguage language, MailKind kind, String form) {
        return named(language.tag() + "/" + kind.code() + "." + form);
    }

    /** Reads a file beside this class. */
    static Template named(String name) {
        return NAMED.computeIfAbsent(name, Template::read);
    }

    private static Template read(String name) {
        try (InputStream in = Template.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no template " + name);
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line after a label such as {@code Subject}, as a template of its own. */
    Template line(String label) {
        return new Template(text.lines()
                .filter(line -> line.startsWith(label + ": "))
                .map(line -> line.substring(label.length() + 2))
                .findFirst()
                .orElseThrow());
    }

    /** What follows the first empty line. */
    Template body() {
        return new Template(text.substring(text.indexOf("\n\n") + 2));
    }

    /**
     * The text with every value in its place.
     *
     * @param values by name; an empty one is not known
     * @param encode makes a value part of this form of text
     */
    String fill(Map<String, Optional<String>> values, UnaryOperator<String> encode) {
        var filled = new StringBuilder(text.length());
        for (String line : text.split("(?<=\n)", -1)) {
            line(line, values, encode).ifPresent(filled::append);
        }
        return filled.toString();
    }

    private static Optional<String> line(
            String line, Map<String, Optional<String>> values, UnaryOperator<String> encode) {
        var filled = new StringBuilder(line.length());
        Matcher names = PLACEHOLDER.matcher(line);
        while (names.find()) {
            Optional<String> value = values.get(names.group(1));
            if (value == null) {
                throw new IllegalStateException("a template names an unknown value: " + names.group());
            }
            if (value.isEmpty()) {
                return Optional.empty();
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(encode.apply(value.get())));
        }
        return Optional.of(names.appendTail(filled).toString());
    }
}
