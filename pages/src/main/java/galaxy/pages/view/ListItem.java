package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * One thing of a list that has a name, such as a session: a line with its name and state, smaller lines, and an action at the
 * end.
 *
 * @param isName whether the name was chosen by a person or a device; else it is a text of ours
 * @param state beside the name, such as a chip
 */
public record ListItem(String name, boolean isName, Content state, List<Sentence> lines, Content action)
        implements Part {
    public ListItem {
        lines = List.copyOf(lines);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtelistItemGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
