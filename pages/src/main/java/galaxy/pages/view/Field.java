package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import gg.jte.html.HtmlTemplateOutput;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A field of a form with its label, hint and error. A field that is disabled shows what it holds.
 *
 * @param name as it is sent
 * @param label of the control
 * @param hint how to fill it in
 * @param error what is wrong with what it holds
 * @param control what one types or chooses with
 */
public record Field(String name, String label, Optional<Sentence> hint, Optional<String> error, Control control)
        implements Part {
    /** A field without hint and error. */
    public static Field of(String name, String label, Control control) {
        return new Field(name, label, Optional.empty(), Optional.empty(), control);
    }

    public Field hint(Sentence text) {
        return new Field(name, label, Optional.of(text), error, control);
    }

    /** The same with its problem, if it has one. */
    public Field problem(Problems problems) {
        return new Field(name, label, hint, problems.of(name), control);
    }

    /** The id of the control of a field. */
    public static String id(String name) {
        return "f-" + name;
    }

    /** {@code true}, or empty where nothing is wrong, which leaves the attribute out. */
    public @Nullable String invalid() {
        return error.isPresent() ? "true" : null;
    }

    /** Ids of what describes the control. */
    public @Nullable String describedBy() {
        var ids = new StringJoiner(" ");
        hint.ifPresent(text -> ids.add(id(name) + "-hint"));
        error.ifPresent(text -> ids.add(id(name) + "-error"));
        if (control instanceof Control.Area) {
            ids.add(id(name) + "-count");
        }
        return ids.length() == 0 ? null : ids.toString();
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JtefieldGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
