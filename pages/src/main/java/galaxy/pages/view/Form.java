package galaxy.pages.view;

import galaxy.pages.route.Href;
import gg.jte.Content;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;

/**
 * A form that is posted.
 *
 * @param hidden values that go with it
 * @param buttons the first is what Enter presses
 */
public record Form(Href action, List<Hidden> hidden, Content fields, List<? extends Content> buttons) implements Part {
    public Form {
        hidden = List.copyOf(hidden);
        buttons = List.copyOf(buttons);
    }

    /** A form with fields and one button. */
    public static Form of(Href action, Content fields, Button button) {
        return new Form(action, List.of(), fields, List.of(button));
    }

    /** A form that is only a button. */
    public static Form button(Href action, List<Hidden> hidden, Button button) {
        return new Form(action, hidden, Html.nothing(), List.of(button));
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteformGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
