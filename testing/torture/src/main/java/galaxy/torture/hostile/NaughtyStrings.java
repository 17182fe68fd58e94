package galaxy.torture.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Big List of Naughty Strings of Max Woolf (MIT), and strings that it lacks. */
final class NaughtyStrings {
    private NaughtyStrings() {}

    static List<String> all() {
        return Stream.concat(
                        read("more-strings.json").map(text -> RequestTable.render(text, Map.of())), read("blns.json"))
                .toList();
    }

    private static Stream<String> read(String name) {
        try (InputStream file = NaughtyStrings.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not packaged");
            }
            return new JsonMapper().readTree(file.readAllBytes()).valueStream().map(JsonNode::asString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
