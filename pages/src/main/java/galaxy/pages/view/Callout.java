package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Sentences that stand out, such as what is restricted and until when. Unlike a {@link Notice} it says nothing new: it takes no
 * focus.
 */
public record Callout(Tone tone, List<Sentence> sentences) implements Part {
    public Callout {
        sentences = List.copyOf(sentences);
    }

    public static Callout of(Tone tone, Sentence... sentences) {
        return new Callout(tone, List.of(sentences));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtecalloutGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
