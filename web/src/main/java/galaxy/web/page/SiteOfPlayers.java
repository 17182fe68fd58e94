package galaxy.web.page;

import galaxy.pages.asset.Assets;
import galaxy.pages.route.Href;
import galaxy.pages.route.PagePath;
import galaxy.pages.text.Words;
import galaxy.pages.view.Site;
import galaxy.pages.view.Site.NavItem;
import galaxy.pages.view.Site.SiteLinks;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Header and footer of the player's pages. */
public final class SiteOfPlayers {
    private SiteOfPlayers() {}

    /**
     * Both, for a reader.
     *
     * @param help page of the operator
     */
    public static Site of(Assets assets, Optional<Href> help, Words words) {
        var links = new SiteLinks(
                Paths.START.href(),
                Paths.SIGN_IN.href(),
                Paths.SIGN_OUT.href(),
                Paths.DISPLAY.href(),
                Paths.PROFILE.href(),
                help);
        List<NavItem> nav = List.of(
                item(Paths.PROFILE, words.text("nav.profile"), "profile"),
                item(Paths.CONTACTS, words.text("nav.contacts"), "contacts", "invite"),
                item(Paths.LINKS, words.text("nav.links"), "links", "link"),
                item(Paths.STANDING, words.text("nav.standing"), "standing"),
                item(Paths.SETTINGS, words.text("nav.settings"), "settings", "username", "public-profile", "sessions"));
        return new Site(assets, links, nav, "", Optional.empty());
    }

    private static NavItem item(PagePath path, String text, String... pages) {
        return new NavItem(path.href(), text, Arrays.asList(pages));
    }
}
