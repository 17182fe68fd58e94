package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Values that go with a form.
 */
public record HiddenFields(List<Hidden> fields) implements Part {
    public HiddenFields {
        fields = List.copyOf(fields);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtehiddenFieldsGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
