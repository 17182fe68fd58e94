package galaxy.pages.view;

import galaxy.pages.text.Arg;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole page.
 */
public record Shell(Site site, Reader reader, PageHead head, Content main) implements Part {
    private static final String NAME = "Galaxy";

    /** Title of the tab: what is wrong or has happened first, as it is read out first. */
    public String title() {
        String page = head.title().isEmpty() ? NAME : head.title() + " \u2013 " + NAME;
        if (!head.problems().problems().isEmpty()) {
            return reader.words().text("shell.title-error", Arg.text("title", page));
        }
        return head.notice()
                .map(notice -> notice.text().plain() + " \u2013 " + page)
                .orElse(page);
    }

    /** The word of the outcome, left out where there is none. */
    public @Nullable String state() {
        return head.state().isEmpty() ? null : head.state();
    }

    /** Whether a link leads to this page. */
    public @Nullable String current(Site.NavItem item) {
        return item.pages().contains(head.page()) ? "page" : null;
    }

    /** What goes with the forms of the footer. */
    public Content fields() {
        List<Hidden> all = new ArrayList<>(reader.hidden());
        all.add(new Hidden("back", reader.back()));
        return new HiddenFields(all);
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteshellGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
