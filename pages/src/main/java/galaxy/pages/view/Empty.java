package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;

/**
 * Instead of a list that has nothing: what it is for and what to do next.
 */
public record Empty(Sentence purpose, Sentence next) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JteemptyGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
