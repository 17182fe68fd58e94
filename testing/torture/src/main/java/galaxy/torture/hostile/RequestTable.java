package galaxy.torture.hostile;

import galaxy.torture.workload.Choices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The requests of {@code requests.yaml}, by attack, and the naughty strings. */
final class RequestTable {
    private static final JsonNode FILE = read("requests.yaml");
    private static final Map<String, String> NAMES = FILE.path("names")
            .propertyStream()
            .collect(Collectors.toMap(Map.Entry::getKey, name -> name.getValue().asString()));

    private static final Map<String, List<Row>> ROWS = FILE.propertyStream()
            .filter(attack -> !attack.getKey().equals("names"))
            .collect(Collectors.toMap(
                    Map.Entry::getKey,
                    attack -> attack.getValue()
                            .propertyStream()
                            .flatMap(row -> rows(row.getKey(), row.getValue()))
                            .toList()));

    /** The Big List of Naughty Strings of Max Woolf (MIT), and strings that it lacks. */
    static final List<String> NAUGHTY_STRINGS = Stream.concat(
                    texts(read("more-strings.json")).map(text -> render(text, Map.of())), texts(read("blns.json")))
            .toList();

    private RequestTable() {}

    /**
     * A request to send.
     *
     * @param name says what is wrong with it
     * @param options what else the file says of it
     */
    record Row(String name, String send, JsonNode options) {
        /** What to send, with values for this request alone. */
        String bytes(Map<String, String> values) {
            return render(send, values);
        }

        /** What to send after that, again and again; empty if nothing. */
        String more() {
            return render(options.path("again").asString(""), Map.of());
        }
    }

    static String render(String text, Map<String, String> values) {
        return new Template(NAMES, values).render(text);
    }

    /** All rows of an attack: one for each form and each value. */
    static List<Row> rows(String attack) {
        return ROWS.getOrDefault(attack, List.of());
    }

    static Row any(String attack, Choices random) {
        return random.any(rows(attack));
    }

    private static Stream<Row> rows(String name, JsonNode row) {
        return texts(row.isString() ? row : row.path("send"))
                .flatMap(form -> row.has("each")
                        ? texts(row.path("each"))
                                .map(each -> new Row(name + " " + each, form.replace("$(each)", each), row))
                        : Stream.of(new Row(name, form, row)));
    }

    private static Stream<String> texts(JsonNode node) {
        return (node.isString() ? Stream.of(node) : node.valueStream()).map(JsonNode::asString);
    }

    private static JsonNode read(String name) {
        try (InputStream file = RequestTable.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return (name.endsWith(".json") ? RestCheck.JSON : new YAMLMapper()).readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Renders the requests of {@code requests.yaml}: texts in which each character is a byte and {@code $( )} stands for
     *
     * <ul>
     *   <li>{@code $(17000*a)}: a text so many times; {@code #} in it is the number of the repetition, from 0 on
     *   <li>{@code $(length abc)}: the result of one of the {@link Functions}
     *   <li>{@code $(exists)}, {@code $(json {})}: another text by its name, with what follows in place of {@code $(arg)}
     *   <li>{@code $(email)}: a value of this request, which is not rendered again
     * </ul>
     *
     * @param names texts that others refer to
     * @param values for this request alone
     */
    record Template(Map<String, String> names, Map<String, String> values) {
        String render(String text) {
            StringBuilder rendered = new StringBuilder();
            int at = 0;
            for (int open = text.indexOf("$("); open >= 0; open = text.indexOf("$(", at)) {
                int close = closing(text, open + 2);
                rendered.append(text, at, open).append(part(text.substring(open + 2, close)));
                at = close + 1;
            }
            return rendered.append(text, at, text.length()).toString();
        }

        private static int closing(String text, int from) {
            int depth = 1;
            for (int at = from; at < text.length(); at++) {
                depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
                if (depth == 0) {
                    return at;
                }
            }
            throw new IllegalArgumentException("a parenthesis is not closed: " + Text.excerpt(text));
        }

        private String part(String part) {
            int star = part.indexOf('*');
            if (star > 0 && part.substring(0, star).chars().allMatch(Character::isDigit)) {
                return repeat(Integer.parseInt(part.substring(0, star)), part.substring(star + 1));
            }
            int space = part.indexOf(' ');
            String name = space < 0 ? part : part.substring(0, space);
            String argument = space < 0 ? "" : render(part.substring(space + 1));
            if (values.containsKey(name)) {
                return values.get(name);
            }
            if (!names.containsKey(name)) {
                return Functions.apply(name, argument);
            }
            Map<String, String> inner = new HashMap<>(values);
            inner.put("arg", argument);
            return new Template(names, inner).render(names.get(name));
        }

        private String repeat(int times, String text) {
            if (text.indexOf('#') < 0) {
                return render(text).repeat(times);
            }
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < times; i++) {
                all.append(render(text.replace("#", Integer.toString(i))));
            }
            return all.toString();
        }
    }
}
