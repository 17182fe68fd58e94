package galaxy.pages.view;

import galaxy.pages.route.Href;
import gg.jte.html.HtmlTemplateOutput;

/**
 * A link that looks like a button.
 */
public record LinkButton(Href href, String text, boolean isMain) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtelinkButtonGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
