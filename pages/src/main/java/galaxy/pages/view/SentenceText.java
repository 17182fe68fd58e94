package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;

/**
 * A message with its names, ids, times and links.
 */
public record SentenceText(Sentence sentence) implements Part {
    /** Words of ours alone. */
    public static SentenceText of(String text) {
        return new SentenceText(Sentence.of(text));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtesentenceTextGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
