package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import java.util.Optional;

/**
 * One of a few values, each a radio button.
 *
 * @param name as it is sent
 * @param legend what is chosen
 * @param value the chosen one
 * @param error what is wrong with what was chosen
 */
public record Choices(String name, String legend, String value, List<Choice> choices, Optional<String> error)
        implements Part {
    public Choices {
        choices = List.copyOf(choices);
    }

    /** Without an error. */
    public Choices(String name, String legend, String value, List<Choice> choices) {
        this(name, legend, value, choices, Optional.empty());
    }

    /** The same with its problem, if it has one. */
    public Choices problem(Problems problems) {
        return new Choices(name, legend, value, choices, problems.of(name));
    }

    /** One of the values; a disabled one is shown and cannot be chosen. */
    public record Choice(String value, String text, boolean isDisabled) {}

    @Override
    public void render(HtmlTemplateOutput output) {
        JtechoicesGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
