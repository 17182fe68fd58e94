package galaxy.pages.view;

import galaxy.pages.route.Href;
import gg.jte.html.HtmlTemplateOutput;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong in a form, first on the page, with a link to each field.
 *
 * @param title of the list
 */
public record Problems(String title, List<Problem> problems) implements Part {
    public Problems {
        problems = List.copyOf(problems);
    }

    /**
     * One problem.
     *
     * @param field its name; empty for a problem of the whole form
     */
    public record Problem(String field, String text) {
        /** Where the field is. */
        public Href place() {
            return Href.element(Field.id(field));
        }
    }

    /** The problem of a field, if it has one. */
    public Optional<String> of(String field) {
        return problems.stream()
                .filter(problem -> problem.field().equals(field))
                .map(Problem::text)
                .findFirst();
    }

    public static Problems none() {
        return new Problems("", List.of());
    }

    @Override
    public void render(HtmlTemplateOutput output) {
        JteproblemsGenerated.render(output, NO_INTERCEPTOR, this);
    }
}
