package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * One of a few values, each a radio button.
 *
 * @param name as it is sent
 * @param legend what is chosen
 * @param value the chosen one
 */
public record Choices(String name, String legend, String value, List<Choice> choices) implements Part {
    public Choices {
        choices = List.copyOf(choices);
    }

    /** One of the values; a disabled one is shown and cannot be chosen. */
    public record Choice(String value, String text, boolean isDisabled) {}

    @Override
    public void render(HtmlTemplateOutput output) {
        JtechoicesGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
