package galaxy.pages.text;

import galaxy.kernel.FileReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The reasons of sanctions, limits and plans as people read them, by their codes. An operator can replace and add some. */
public final class Reasons {
    private static final String NAME = "reasons";

    private final Map<PageLanguage, Map<String, String>> reasons;

    private Reasons(Map<PageLanguage, Map<String, String>> reasons) {
        this.reasons = reasons;
    }

    /**
     * Reads the catalogue of the program and that of the operator.
     *
     * @param folder with {@code reasons_<language>.properties}, each of which may be missing
     * @param problems gets what cannot be read, each with what to do about it
     */
    public static Reasons read(Optional<Path> folder, List<String> problems) {
        Map<PageLanguage, Map<String, String>> all = new EnumMap<>(PageLanguage.class);
        for (PageLanguage language : PageLanguage.written()) {
            Map<String, String> known = new HashMap<>(MessageFiles.read(Reasons.class, NAME, language));
            folder.ifPresent(path -> {
                try {
                    MessageFiles.read(path, NAME, language).ifPresent(known::putAll);
                } catch (IOException e) {
                    problems.add("%s: the reasons in %s cannot be read (%s)"
                            .formatted(path, language.tag(), FileReason.of(e)));
                } catch (IllegalArgumentException e) {
                    problems.add("%s: the reasons in %s have a \\u that four hexadecimal digits do not follow"
                            .formatted(path, language.tag()));
                }
            });
            all.put(language, Map.copyOf(known));
        }
        return new Reasons(all);
    }

    /** Without a folder of an operator. */
    public static Reasons standard() {
        return read(Optional.empty(), List.of());
    }

    /** The codes that the catalogue has. */
    public Set<String> codes() {
        return reasons.getOrDefault(PageLanguage.ENGLISH, Map.of()).keySet();
    }

    /** A phrase that stands alone, such as "Griefing"; for a code that is not in the catalogue "Reason: the_code". */
    public Sentence of(String code, Words words) {
        PageLanguage language = words.language();
        return Optional.ofNullable(reasons.getOrDefault(language.written(PageLanguage.ENGLISH), Map.of())
                        .get(code))
                .map(text -> Sentence.of(PseudoText.of(language, text)))
                .orElseGet(() -> words.sentence("reason.unknown", Arg.code("code", code)));
    }
}
