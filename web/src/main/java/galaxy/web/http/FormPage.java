package galaxy.web.http;

import galaxy.pages.route.PagePath;
import java.util.Set;

/**
 * What a form posts to.
 *
 * @param path what it posts to
 * @param word the word of the page, {@code data-page}
 * @param page where the page with the form is
 * @param fields that it may have
 */
public record FormPage(PagePath path, String word, PagePath page, Set<String> fields) {
    public FormPage {
        fields = Set.copyOf(fields);
    }
}
