package galaxy.web.http.landing;

import galaxy.pages.route.Href;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Part;
import galaxy.web.landing.LandingPage;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;

/**
 * The start page with its picture.
 *
 * @param notice what has happened, below the heading
 */
public record LandingPart(LandingPage page, Href picture, Optional<Notice> notice) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtelandingGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
