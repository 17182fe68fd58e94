package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/**
 * A sentence of its own.
 *
 * @param isMuted whether it is of less weight than others
 */
public record Paragraph(Sentence text, boolean isMuted) implements Part {
    public static Paragraph of(Sentence text) {
        return new Paragraph(text, false);
    }

    /** Its class in the sheet, left out where it has none. */
    public @Nullable String css() {
        return isMuted ? "hint" : null;
    }

    public static Paragraph muted(Sentence text) {
        return new Paragraph(text, true);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteparagraphGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
