package galaxy.web.page;

import galaxy.pages.view.PageHead;
import galaxy.pages.view.Part;
import java.util.List;

/**
 * A page as a value, which a feature makes of what services responded.
 *
 * @param status of HTTP
 * @param isSecret whether it holds a secret, such as the token of a link, and so is not compressed
 */
public record Page(int status, PageHead head, List<Part> parts, boolean isSecret) {
    public Page {
        parts = List.copyOf(parts);
    }

    /** A page whose status is 200. */
    public static Page of(PageHead head, Part... parts) {
        return new Page(200, head, List.of(parts), false);
    }

    public static Page of(PageHead head, List<Part> parts) {
        return new Page(200, head, parts, false);
    }

    public Page status(int other) {
        return new Page(other, head, parts, isSecret);
    }

    /** The same page with a secret in it. */
    public Page secret() {
        return new Page(status, head, parts, true);
    }
}
