package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;

/**
 * What is shown when one asks for it.
 *
 * @param label what it is
 * @param id of the value
 * @param value in short, which a script may change
 */
public record Disclosure(String label, String id, String value, Content body) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtedisclosureGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
