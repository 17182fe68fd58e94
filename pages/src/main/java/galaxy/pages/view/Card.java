package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A group of a page on its own surface.
 *
 * @param id of the heading, or of the card without one
 * @param title its heading
 * @param hint a sentence below the heading
 */
public record Card(String id, Optional<String> title, Optional<Sentence> hint, Content body) implements Part {
    /** A card with a heading. */
    public static Card titled(String id, String title, Content body) {
        return new Card(id, Optional.of(title), Optional.empty(), body);
    }

    /** A card without one. */
    public static Card plain(Content body) {
        return new Card("", Optional.empty(), Optional.empty(), body);
    }

    /** The id of the heading, left out without one. */
    public @Nullable String heading() {
        return title.isPresent() ? id : null;
    }

    /** The same with a sentence below the heading. */
    public Card hint(Sentence text) {
        return new Card(id, title, Optional.of(text), body);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtecardGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
