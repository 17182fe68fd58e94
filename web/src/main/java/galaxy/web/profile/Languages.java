package galaxy.web.profile;

import com.ibm.icu.text.DisplayContext;
import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.text.Words;
import galaxy.pages.text.Zones;
import galaxy.pages.view.Control.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one chooses language and time zone from. What is stored is among them, so that saving changes nothing by itself. */
final class Languages {
    private Languages() {}

    /** The languages of pages by their own names, and the stored one. */
    static List<Option> options(Words words, String stored) {
        List<Option> options = new ArrayList<>();
        for (PageLanguage each : PageLanguage.written()) {
            options.add(option(words, each.tag(), each.nativeName()));
        }
        if (options.stream().noneMatch(option -> option.value().equals(stored)) && !stored.isEmpty()) {
            options.addFirst(option(words, stored, nativeName(stored)));
        }
        return options;
    }

    private static Option option(Words words, String tag, String name) {
        boolean isOfPage = tag.equals(words.language().tag());
        return new Option(tag, name, isOfPage ? Optional.empty() : Optional.of(tag));
    }

    /** As its speakers call it; the tag of one that ICU has no name for. */
    static String nativeName(String tag) {
        ULocale locale = ULocale.forLanguageTag(tag);
        return PageLanguage.tagged(tag)
                .map(PageLanguage::nativeName)
                .orElseGet(() -> LocaleDisplayNames.getInstance(
                                locale, DisplayContext.DIALECT_NAMES, DisplayContext.CAPITALIZATION_FOR_UI_LIST_OR_MENU)
                        .localeDisplayName(locale));
    }

    static List<Option> zones(Words words, String stored) {
        return Zones.choices(words.language(), words.times().now(), stored, Optional.empty()).stream()
                .map(zone -> Option.of(zone.name(), zone.label()))
                .toList();
    }
}
