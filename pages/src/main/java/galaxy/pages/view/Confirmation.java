package galaxy.pages.view;

import galaxy.pages.route.Href;
import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks before something that cannot be undone.
 *
 * @param button what does it
 * @param back where one goes without doing it
 */
public record Confirmation(
        Sentence text, List<Sentence> consequences, Href action, List<Hidden> hidden, Button button, LinkButton back)
        implements Part {
    public Confirmation {
        consequences = List.copyOf(consequences);
        hidden = List.copyOf(hidden);
    }

    /** What is sent. */
    public Form form() {
        List<Hidden> all = new ArrayList<>(hidden);
        all.add(new Hidden("confirm", "yes"));
        return new Form(action, all, Html.nothing(), List.of(button, back));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteconfirmationGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
