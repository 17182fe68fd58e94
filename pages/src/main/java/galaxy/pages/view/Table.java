package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Rows and columns. On a narrow screen each row is a block in which each cell has its heading.
 *
 * @param columns their headings
 * @param rows cells, as many as columns; the first is the heading of its row
 */
public record Table(String caption, List<String> columns, List<? extends List<? extends Content>> rows)
        implements Part {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtetableGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
