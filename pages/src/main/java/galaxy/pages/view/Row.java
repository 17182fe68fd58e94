package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/** Parts beside each other where there is room. */
public record Row(List<Part> parts) implements Part {
    public Row {
        parts = List.copyOf(parts);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JterowGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
