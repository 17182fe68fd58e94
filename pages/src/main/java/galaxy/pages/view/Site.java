package galaxy.pages.view;

import galaxy.pages.asset.Assets;
import galaxy.pages.route.Href;
import galaxy.pages.text.Sentence;
import java.util.List;
import java.util.Optional;

/**
 * What surrounds every page of a service.
 *
 * @param links where header and footer lead
 * @param nav of those who have signed in
 * @param label beside the name, such as that of an installation; empty for none
 * @param banner above each page, such as a warning
 */
public record Site(Assets assets, SiteLinks links, List<NavItem> nav, String label, Optional<Sentence> banner) {
    public Site {
        nav = List.copyOf(nav);
    }

    /**
     * The places of header and footer.
     *
     * @param language where a reader who has signed in changes it
     * @param help of the operator
     */
    public record SiteLinks(Href home, Href signIn, Href signOut, Href display, Href language, Optional<Href> help) {}

    /**
     * A link of the navigation.
     *
     * @param pages those on which it is the current one
     */
    public record NavItem(Href href, String text, List<String> pages) {
        public NavItem {
            pages = List.copyOf(pages);
        }
    }
}
