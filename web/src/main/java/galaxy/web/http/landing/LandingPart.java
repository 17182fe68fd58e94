package galaxy.web.http.landing;

import galaxy.pages.route.Href;
import galaxy.pages.view.Part;
import galaxy.web.landing.LandingPage;
import gg.jte.html.HtmlTemplateOutput;

/**
 * The start page with its picture.
 */
public record LandingPart(LandingPage page, Href picture) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtelandingGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
