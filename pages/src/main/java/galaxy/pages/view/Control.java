package galaxy.pages.view;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a field is typed or chosen with. */
public sealed interface Control {
    /** One line. */
    record Input(InputKind type, String value, boolean isRequired, boolean isDisabled) implements Control {
        public static Input of(InputKind type, String value) {
            return new Input(type, value, true, false);
        }
    }

    /**
     * Several lines.
     *
     * @param most code points it may hold, for the counter; the field takes more, so that nothing that is pasted is lost
     * @param counter "42 of 280"
     */
    record Area(String value, int most, String counter, boolean isDisabled) implements Control {}

    /**
     * A list to choose from.
     *
     * @param isZone whether the script may mark the zone of the device
     */
    record Select(String value, List<Option> options, boolean isZone, boolean isDisabled) implements Control {
        public Select {
            options = List.copyOf(options);
        }

        /** A list that is not of zones. */
        public static Select of(String value, List<Option> options) {
            return new Select(value, options, false, false);
        }

        /** The attribute for the script, which is left out for other lists. */
        public @Nullable String mark() {
            return isZone ? "" : null;
        }
    }

    /**
     * A choice.
     *
     * @param language of its text, where that is not the language of the page
     */
    record Option(String value, String text, Optional<String> language) {
        public static Option of(String value, String text) {
            return new Option(value, text, Optional.empty());
        }

        /** The attribute, which is left out in the language of the page. */
        public @Nullable String lang() {
            return language.orElse(null);
        }
    }
}
