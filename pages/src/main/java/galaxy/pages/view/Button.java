package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What submits a form.
 *
 * @param field name and value that go with the form; empty for a button that only submits
 */
public record Button(Look look, String text, Optional<Hidden> field, Optional<String> label) implements Part {
    /** How much a button stands out. */
    public enum Look {
        /** The first of a form. */
        MAIN("button main"),
        OTHER("button"),
        /** What cannot be undone, on pages that ask for confirmation. */
        DANGER("button danger"),
        /** As a link in a line of text. */
        PLAIN("plain");

        private final String css;

        Look(String css) {
            this.css = css;
        }

        public String css() {
            return css;
        }
    }

    /** The button of a form. */
    public static Button main(String text) {
        return new Button(Look.MAIN, text, Optional.empty(), Optional.empty());
    }

    public static Button other(String text) {
        return new Button(Look.OTHER, text, Optional.empty(), Optional.empty());
    }

    public static Button danger(String text) {
        return new Button(Look.DANGER, text, Optional.empty(), Optional.empty());
    }

    /** Attributes, which are left out where there is nothing. */
    public @Nullable String name() {
        return field.map(Hidden::name).orElse(null);
    }

    public @Nullable String value() {
        return field.map(Hidden::value).orElse(null);
    }

    public @Nullable String fullLabel() {
        return label.orElse(null);
    }

    /** The same, which sends a value. */
    public Button sending(String name, String value) {
        return new Button(look, text, Optional.of(new Hidden(name, value)), label);
    }

    /** The same with a name for those who do not see what it stands beside. */
    public Button named(String full) {
        return new Button(look, text, field, Optional.of(full));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtebuttonGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
