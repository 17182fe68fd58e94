package galaxy.pages.view;

import galaxy.pages.text.Words;
import java.util.List;
import java.util.Optional;

/**
 * Who reads a page.
 *
 * @param viewer who has signed in; empty for others
 * @param back where changes of the theme and the language lead: a path of the service
 * @param hidden what else goes with those forms
 * @param asked a language that is selected and that pages do not have
 */
public record Reader(
        Words words, Theme theme, Optional<Viewer> viewer, String back, List<Hidden> hidden, Optional<String> asked) {
    public Reader {
        hidden = List.copyOf(hidden);
    }

    /**
     * Who has signed in.
     *
     * @param name empty where it is not known now
     */
    public record Viewer(Optional<String> name, Picture picture) {}
}
