package galaxy.pages.view;

import galaxy.pages.text.Moment;
import gg.jte.html.HtmlTemplateOutput;

/**
 * A time, and how far away it is.
 *
 * @param hasRelative whether "in 6 days" stands beside it
 */
public record TimeText(Moment moment, boolean hasRelative) implements Part {
    @Override
    public void render(HtmlTemplateOutput output) {
        JtetimeTextGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
