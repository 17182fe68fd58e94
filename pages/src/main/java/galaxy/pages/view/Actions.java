package galaxy.pages.view;

import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Links that look like buttons, in a row.
 */
public record Actions(List<LinkButton> links) implements Part {
    public Actions {
        links = List.copyOf(links);
    }

    public static Actions of(LinkButton... links) {
        return new Actions(List.of(links));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteactionsGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
