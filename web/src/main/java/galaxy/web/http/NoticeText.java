package galaxy.web.http;

import galaxy.pages.text.Words;
import galaxy.pages.view.Notice;

/** What the page after a redirect says first. */
@FunctionalInterface
public interface NoticeText {
    /**
     * The notice.
     *
     * @param value what was given with its word, such as a count; may be empty
     */
    Notice of(Words words, String value);
}
