package galaxy.pages.text;

import com.ibm.icu.util.LocaleMatcher;
import com.ibm.icu.util.LocalePriorityList;
import com.ibm.icu.util.ULocale;
import java.util.List;
import java.util.Optional;

/**
 * The language of a response.
 *
 * @param language of the page
 * @param asked the tag that was selected, where pages do not exist in that language
 */
public record LanguageChoice(PageLanguage language, Optional<String> asked) {
    private static final int MOST_CHARACTERS = 500;

    private static final LocaleMatcher MATCHER = matcher();

    private static LocaleMatcher matcher() {
        var builder = LocaleMatcher.builder().setNoDefaultLocale();
        PageLanguage.written().forEach(each -> builder.addSupportedULocale(ULocale.forLanguageTag(each.tag())));
        return builder.build();
    }

    /** What the request and the account say of languages. */
    public record Sources(
            Optional<String> query,
            Optional<String> account,
            Optional<String> cookie,
            Optional<String> acceptLanguage) {}

    /** The first source that says something decides; English without one. A tag that is none says nothing. */
    public static LanguageChoice of(Sources sources) {
        return sources.query()
                .flatMap(LanguageChoice::tagged)
                .or(() -> sources.account().flatMap(LanguageChoice::tagged))
                .or(() -> sources.cookie().flatMap(LanguageChoice::tagged))
                .or(() -> sources.acceptLanguage().flatMap(LanguageChoice::accepted))
                .orElseGet(() -> new LanguageChoice(PageLanguage.ENGLISH, Optional.empty()));
    }

    private static Optional<LanguageChoice> tagged(String tag) {
        Optional<LanguageChoice> exact =
                PageLanguage.tagged(tag).map(known -> new LanguageChoice(known, Optional.empty()));
        var locale = ULocale.forLanguageTag(tag);
        if (exact.isPresent() || locale.getLanguage().isEmpty()) {
            return exact;
        }
        return Optional.of(best(List.of(locale))
                .map(known -> new LanguageChoice(known, Optional.empty()))
                .orElseGet(() -> new LanguageChoice(PageLanguage.ENGLISH, Optional.of(tag))));
    }

    private static Optional<LanguageChoice> accepted(String header) {
        if (header.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            return best(LocalePriorityList.add(header).build().getULocales().stream()
                            .filter(locale -> !locale.getLanguage().isEmpty()
                                    && !locale.getLanguage().equals("*"))
                            .toList())
                    .map(known -> new LanguageChoice(known, Optional.empty()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PageLanguage> best(List<ULocale> desired) {
        return desired.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(MATCHER.getBestMatch(desired))
                        .flatMap(locale -> PageLanguage.tagged(locale.toLanguageTag()));
    }
}
