package galaxy.pages.text;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sentences of pages in all languages, by keys such as {@code error.gone}: ICU MessageFormat with named arguments. A service
 * has its own beside those of the toolkit.
 */
public final class Messages {
    private static final String NAME = "messages";

    private final Map<PageLanguage, Map<String, Message>> formats = new EnumMap<>(PageLanguage.class);

    private Messages(List<Class<?>> modules) {
        for (PageLanguage language : PageLanguage.written()) {
            Map<String, Message> known = new HashMap<>();
            for (Class<?> module : modules) {
                MessageFiles.read(module, NAME, language).forEach((key, pattern) -> {
                    if (known.put(key, message(language, key, pattern)) != null) {
                        throw new IllegalStateException("two modules have the message " + key);
                    }
                });
            }
            formats.put(language, Map.copyOf(known));
        }
    }

    /** A format, and the names of all arguments, also of those in its plurals. */
    private record Message(MessageFormat format, Set<String> arguments) {}

    private static Message message(PageLanguage language, String key, String text) {
        try {
            var pattern = new MessagePattern(text);
            Set<String> arguments = IntStream.range(0, pattern.countParts())
                    .mapToObj(pattern::getPart)
                    .filter(part -> part.getType() == MessagePattern.Part.Type.ARG_NAME)
                    .map(pattern::getSubstring)
                    .collect(Collectors.toUnmodifiableSet());
            return new Message(new MessageFormat(text, language.locale()), arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("not a message: " + key + " in " + language.tag(), e);
        }
    }

    /**
     * Reads the files of the toolkit and of modules.
     *
     * @param modules a class of each, in whose folder its {@code messages_<language>.properties} are
     * @throws IllegalStateException when one is missing or holds what is not a message
     */
    public static Messages of(Class<?>... modules) {
        List<Class<?>> all = new ArrayList<>();
        all.add(Messages.class);
        all.addAll(Arrays.asList(modules));
        return new Messages(all);
    }

    /** All keys, which are the same in each language. */
    public Set<String> keys() {
        return formats.getOrDefault(PageLanguage.ENGLISH, Map.of()).keySet();
    }

    /** The names of the arguments that a message takes. */
    Set<String> arguments(PageLanguage language, String key) {
        return find(language, key).orElseThrow().arguments();
    }

    /**
     * The message with its arguments.
     *
     * @throws IllegalArgumentException for a key that there is not, and for other arguments than those that it takes
     */
    String text(PageLanguage language, String key, Map<String, Object> arguments) {
        Message message =
                find(language, key).orElseThrow(() -> new IllegalArgumentException("there is no message " + key));
        if (!message.arguments().equals(arguments.keySet())) {
            throw new IllegalArgumentException(
                    "%s takes %s, not %s".formatted(key, message.arguments(), arguments.keySet()));
        }
        // A format is no value: of two threads that use one, each may get the text of the other.
        return message.format().clone().format(arguments);
    }

    private Optional<Message> find(PageLanguage language, String key) {
        return Optional.ofNullable(formats.getOrDefault(language.written(PageLanguage.ENGLISH), Map.of())
                .get(key));
    }
}
