package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;

/**
 * A state in a word. All but plain ones have an icon, so that no colour is needed to read them.
 */
public record Chip(Tone tone, String text) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtechipGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
