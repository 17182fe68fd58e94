package galaxy.pages.view;

import galaxy.pages.route.Href;
import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * A QR code. Printed, the page around it is a sheet with the code and what to do with it.
 *
 * @param text for those who do not see it
 * @param printed what to do with it and until when, on paper only
 * @param print a button, which appears where the script runs
 */
public record QrSheet(Href href, String text, List<Sentence> printed, String print) implements Part {
    public QrSheet {
        printed = List.copyOf(printed);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteqrSheetGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
