package galaxy.pages.gallery;

import galaxy.pages.asset.Assets;
import galaxy.pages.asset.Avatars.Avatar;
import galaxy.pages.route.PagePath;
import galaxy.pages.text.Messages;
import galaxy.pages.text.PageLanguage;
import galaxy.pages.text.Times;
import galaxy.pages.text.Words;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Picture;
import galaxy.pages.view.Reader;
import galaxy.pages.view.Reader.Viewer;
import galaxy.pages.view.Shell;
import galaxy.pages.view.Site;
import galaxy.pages.view.Site.NavItem;
import galaxy.pages.view.Site.SiteLinks;
import galaxy.pages.view.Theme;
import gg.jte.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A site as a service would have it, for rendering parts. */
public record SampleSite(Assets assets, Messages messages) {
    public static final Instant NOW = Instant.parse("2027-03-06T08:12:00Z");

    private static final PagePath ROOT = new PagePath("/");

    public static SampleSite load() {
        return new SampleSite(Assets.load(), Messages.of());
    }

    public Words words(PageLanguage language) {
        return new Words(messages, language, new Times(language, "Europe/Berlin", NOW));
    }

    public Site site(Words words) {
        List<NavItem> nav = List.of(
                item("/profile", "Profile", "profile"),
                item("/contacts", "Contacts", "contacts"),
                item("/contacts/links", "Links", "links"),
                item("/standing", "Standing", "standing"),
                item("/settings", "Settings", "settings"));
        return new Site(
                assets,
                new SiteLinks(
                        ROOT.href(),
                        new PagePath("/sign-in").href(),
                        new PagePath("/sign-out").href(),
                        new PagePath("/display").href(),
                        new PagePath("/profile").href(),
                        Optional.empty()),
                nav,
                "",
                Optional.empty());
    }

    private static NavItem item(String path, String text, String page) {
        return new NavItem(new PagePath(path).href(), text, List.of(page));
    }

    public Reader reader(Words words, Theme theme, boolean isSignedIn) {
        Optional<Viewer> viewer = isSignedIn
                ? Optional.of(new Viewer(Optional.of("Nova of Vega"), picture("pilots/fox", 32)))
                : Optional.empty();
        return new Reader(words, theme, viewer, "/", List.of(), Optional.empty());
    }

    public Picture picture(String avatar, int size) {
        Avatar known = assets.avatars().find(avatar).orElseThrow();
        return new Picture(Optional.of(assets.picture(known)), size, "");
    }

    public Shell shell(Reader reader, PageHead head, Content main) {
        return new Shell(site(reader.words()), reader, head, main);
    }
}
