package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;

/**
 * What has happened, first on the page: it takes the focus, so that it is read out first.
 *
 * @param action such as to undo it
 */
public record Notice(Tone tone, Sentence text, Content action) implements Part {
    public static Notice of(Tone tone, Sentence text) {
        return new Notice(tone, text, Html.nothing());
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtenoticeGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
