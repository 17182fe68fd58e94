package galaxy.pages.view;

import galaxy.pages.text.Sentence;
import java.util.Optional;

/**
 * What a page is and begins with.
 *
 * @param page the word of its route, {@code data-page}
 * @param state the word of its outcome, {@code data-state}; may be empty
 * @param title its heading and the title of the tab
 * @param lead a sentence below the heading
 * @param notice what has happened
 * @param problems of its form
 */
public record PageHead(
        String page, String state, String title, Optional<Sentence> lead, Optional<Notice> notice, Problems problems) {

    public static PageHead of(String page, String title) {
        return new PageHead(page, "", title, Optional.empty(), Optional.empty(), Problems.none());
    }

    public PageHead state(String word) {
        return new PageHead(page, word, title, lead, notice, problems);
    }

    public PageHead lead(Sentence text) {
        return new PageHead(page, state, title, Optional.of(text), notice, problems);
    }

    public PageHead notice(Notice first) {
        return new PageHead(page, state, title, lead, Optional.of(first), problems);
    }

    public PageHead problems(Problems found) {
        return new PageHead(page, state, title, lead, notice, found);
    }
}
