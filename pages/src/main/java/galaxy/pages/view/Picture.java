package galaxy.pages.view;

import galaxy.pages.route.Href;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;

/**
 * The picture of a player in a square, or a planet without one.
 *
 * @param size in CSS pixels: 32, 56 or 96
 * @param name for those who do not see it; empty beside the name of the player
 */
public record Picture(Optional<Href> href, int size, String name) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtepictureGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
