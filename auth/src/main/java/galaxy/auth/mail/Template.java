package galaxy.auth.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final List<Line> lines;
    private final Map<String, Template> parts = new ConcurrentHashMap<>();

    /** Texts and names of values in turns, beginning and ending with a text. */
    private record Line(List<String> pieces) {}

    Template(String text) {
        this.text = text;
        this.lines = Arrays.stream(text.split("(?<=\n)", -1))
                .map(line -> new Line(pieces(line)))
                .toList();
    }

    private static List<String> pieces(String line) {
        List<String> pieces = new ArrayList<>();
        Matcher names = PLACEHOLDER.matcher(line);
        int start = 0;
        while (names.find()) {
            pieces.add(line.substring(start, names.start()));
            pieces.add(names.group(1));
            start = names.end();
        }
        pieces.add(line.substring(start));
        return pieces;
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
        return parts.computeIfAbsent(
                label,
                name -> new Template(text.lines()
                        .filter(line -> line.startsWith(label + ": "))
                        .map(line -> line.substring(label.length() + 2))
                        .findFirst()
                        .orElseThrow()));
    }

    /** What follows the first empty line. */
    Template body() {
        return parts.computeIfAbsent("", name -> new Template(text.substring(text.indexOf("\n\n") + 2)));
    }

    /**
     * The text with every value in its place.
     *
     * @param values by name; an empty one is not known
     * @param encode makes a value part of this form of text
     */
    String fill(Map<String, Optional<String>> values, UnaryOperator<String> encode) {
        var filled = new StringBuilder(2 * text.length());
        for (Line line : lines) {
            int start = filled.length();
            for (int i = 0; i < line.pieces().size(); i++) {
                String piece = line.pieces().get(i);
                Optional<String> value =
                        i % 2 == 0 ? Optional.of(piece) : value(piece, values).map(encode);
                if (value.isEmpty()) {
                    filled.setLength(start);
                    break;
                }
                filled.append(value.get());
            }
        }
        return filled.toString();
    }

    private static Optional<String> value(String name, Map<String, Optional<String>> values) {
        Optional<String> value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a template names an unknown value: {" + name + "}");
        }
        return value;
    }
}
