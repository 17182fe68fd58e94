package galaxy.pages.view;

import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * Names and values, such as those of an account.
 */
public record Facts(List<Fact> facts) implements Part {
    public Facts {
        facts = List.copyOf(facts);
    }

    /** One of them. */
    public record Fact(String name, Content value) {}

    @Override
    public void render(HtmlTemplateOutput output) {
        JtefactsGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
