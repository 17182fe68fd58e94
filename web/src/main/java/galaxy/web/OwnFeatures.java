package galaxy.web;

import galaxy.kernel.RandomId;
import galaxy.pages.asset.Assets;
import galaxy.pages.request.RateLimit;
import galaxy.pages.route.Origin;
import galaxy.pages.text.Reasons;
import galaxy.web.contact.ContactPages;
import galaxy.web.http.PageFeature;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.contact.ContactHandlers;
import galaxy.web.http.invite.InviteHandlers;
import galaxy.web.http.link.LinkHandlers;
import galaxy.web.http.link.LinkListHandlers;
import galaxy.web.http.link.OpenedHandlers;
import galaxy.web.http.profile.ProfileHandlers;
import galaxy.web.http.publicprofile.PublicProfileHandlers;
import galaxy.web.http.username.UsernameHandlers;
import galaxy.web.invite.InvitePages;
import galaxy.web.link.OpenedPages;
import galaxy.web.profile.ProfilePages;
import galaxy.web.publicprofile.People;
import galaxy.web.publicprofile.PublicProfilePages;
import galaxy.web.username.UsernamePages;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The features of players who have signed in, and the contact links that they open. */
final class OwnFeatures {
    private OwnFeatures() {}

    /**
     * What they stand on besides pages and services.
     *
     * @param origin of the addresses of links
     * @param random of cryptographic strength
     */
    record Ports(
            Assets assets,
            Reasons reasons,
            Supplier<Origin> origin,
            WebSettings.Limits limits,
            InstantSource clock,
            RandomGenerator random) {}

    static List<PageFeature> of(WebPages pages, Services services, Ports ports) {
        var people = new People(ports.assets());
        var lookups = new RateLimit(ports.limits().lookups(), ports.clock());
        var previews = new RateLimit(ports.limits().previews(), ports.clock());
        Supplier<String> requestIds = () -> draw(ports.random());
        return List.of(
                new ProfileHandlers(pages, services, new ProfilePages(ports.reasons())),
                new UsernameHandlers(pages, services, new UsernamePages(ports.reasons())),
                new PublicProfileHandlers(pages, services, new PublicProfilePages(ports.assets(), ports.reasons())),
                new ContactHandlers(pages, services, new ContactPages(people), lookups),
                new LinkListHandlers(pages, services, requestIds),
                new LinkHandlers(pages, services, requestIds, ports.origin(), ports.clock()),
                new OpenedHandlers(pages, services, new OpenedPages(people), requestIds, previews),
                new InviteHandlers(pages, services, new InvitePages(people), lookups));
    }

    private static String draw(RandomGenerator random) {
        byte[] bytes = new byte[RandomId.BYTES];
        random.nextBytes(bytes);
        return RandomId.of("req_", bytes);
    }
}
