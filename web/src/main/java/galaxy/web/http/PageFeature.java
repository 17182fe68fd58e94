package galaxy.web.http;

import galaxy.pages.request.PageRoute;
import java.util.List;
import java.util.Map;

/** A feature of the pages: its routes, and what it says on the page after a redirect. */
public interface PageFeature {
    List<PageRoute> routes();

    /** By the words that {@link WebPages#redirect} takes. */
    default Map<String, NoticeText> notices() {
        return Map.of();
    }
}
