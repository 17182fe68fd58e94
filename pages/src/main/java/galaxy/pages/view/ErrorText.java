package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * What happened, what did not change, and what to do.
 *
 * @param reference names the request, for those who are asked about it
 */
public record ErrorText(List<Sentence> sentences, Sentence reference, List<LinkButton> links) implements Part {
    public ErrorText {
        sentences = List.copyOf(sentences);
        links = List.copyOf(links);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteerrorTextGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
