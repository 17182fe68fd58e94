package galaxy.pages.view;

import galaxy.pages.route.Href;
import galaxy.pages.text.Words;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;

/**
 * Links to other pages of a list.
 *
 * @param first empty on the first page
 * @param next empty on the last page
 */
public record Pagination(Words words, Optional<Href> first, Optional<Href> next) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtepaginationGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
