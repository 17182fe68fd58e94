package galaxy.web.page;

import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Part;
import galaxy.pages.view.Problems;
import galaxy.pages.view.Problems.Problem;
import java.util.List;

/**
 * How a form went.
 *
 * @param state the word of the outcome, {@code data-state}; may be empty
 * @param problems what is wrong; empty for a form that was not sent yet
 */
public record FormResult(int status, String state, List<Problem> problems) {
    /** Of a form that was not sent yet. */
    public static final FormResult NONE = new FormResult(200, "", List.of());

    public FormResult {
        problems = List.copyOf(problems);
    }

    /** Something is wrong in one field. */
    public static FormResult field(int status, String field, String text) {
        return new FormResult(status, "", List.of(new Problem(field, text)));
    }

    /** Something is wrong with the whole form. */
    public static FormResult whole(int status, String state, String text) {
        return new FormResult(status, state, List.of(new Problem("", text)));
    }

    public boolean isRefused() {
        return !problems.isEmpty();
    }

    /** The problems under their heading, or none. */
    public Problems problems(Words words) {
        return problems.isEmpty()
                ? Problems.none()
                : new Problems(words.text("form.problems", Arg.count("count", problems.size())), problems);
    }

    /** The page of the form with this result. A form that is not refused leaves the page as it is. */
    public Page on(Words words, PageHead head, List<Part> parts) {
        PageHead shown = isRefused() ? head.state(state).problems(problems(words)) : head;
        return Page.of(shown, parts).status(status);
    }
}
