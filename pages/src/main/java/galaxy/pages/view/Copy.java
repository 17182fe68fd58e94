package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;

/**
 * A value to copy, such as the URL of a link. The button appears where the script runs.
 *
 * @param done what the button says then
 */
public record Copy(String id, String label, String value, String button, String done) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtecopyGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
