package galaxy.web;

import galaxy.pages.asset.Assets;
import galaxy.web.contact.ContactPages;
import galaxy.web.http.PageFeature;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.files.FileHandlers;
import galaxy.web.http.landing.LandingHandlers;
import galaxy.web.http.signin.SignInHandlers;
import galaxy.web.invite.InvitePages;
import galaxy.web.landing.LandingPage;
import galaxy.web.link.LinkPages;
import galaxy.web.page.Page;
import galaxy.web.profile.ProfilePages;
import galaxy.web.publicprofile.PublicProfilePages;
import galaxy.web.signin.SignInPages;
import galaxy.web.username.UsernamePages;
import java.util.ArrayList;
import java.util.List;

/** The features of the pages: the one place where each is listed. */
final class Features {
    /** Beside each of these classes are the messages of its package. */
    static final Class<?>[] MESSAGES = {
        Page.class, //
        LandingPage.class,
        SignInPages.class,
        ProfilePages.class,
        UsernamePages.class,
        PublicProfilePages.class,
        ContactPages.class,
        LinkPages.class,
        InvitePages.class,
    };

    private Features() {}

    /** What features stand on. */
    record Ports(WebPages pages, Services services, Assets assets, OwnFeatures.Ports own) {}

    static List<PageFeature> of(Ports ports) {
        List<PageFeature> all = new ArrayList<>(List.of(
                new FileHandlers(ports.assets()), //
                new LandingHandlers(ports.pages()),
                new SignInHandlers(ports.pages())));
        all.addAll(OwnFeatures.of(ports.pages(), ports.services(), ports.own()));
        return List.copyOf(all);
    }
}
