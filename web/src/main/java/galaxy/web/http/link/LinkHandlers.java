package galaxy.web.http.link;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.ContactLinkEvent;
import galaxy.client.connections.LinkId;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UnavailableException;
import galaxy.pages.asset.QrPicture;
import galaxy.pages.request.PageRoute;
import galaxy.pages.route.Origin;
import galaxy.pages.route.PagePath;
import galaxy.pages.text.Words;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Notice;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Profiles;
import galaxy.web.http.Services;
import galaxy.web.http.Walk;
import galaxy.web.http.WebPages;
import galaxy.web.link.LinkPages;
import galaxy.web.link.LinkResults;
import galaxy.web.link.LinkState;
import galaxy.web.link.NewLink;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Restarted;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import galaxy.web.publicprofile.People;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One contact link, for its owner. */
public final class LinkHandlers implements PageFeature {
    private static final String REVOKED = "link-revoked";
    private static final String ROTATED = "link-rotated";
    private static final String WORD = "link";
    private static final String TOKEN = "page_token";
    private static final String ID = "link_id";
    private static final String KEY = "request_id";
    private static final FormPage REVOKE = new FormPage(Paths.REVOKE_LINK, WORD, Paths.LINK, Set.of(KEY, "confirm"));
    private static final FormPage ROTATE = new FormPage(Paths.ROTATE_LINK, WORD, Paths.LINK, Set.of(KEY));

    private final WebPages pages;
    private final Services services;
    private final Supplier<String> requestIds;
    private final Supplier<Origin> origin;
    private final InstantSource clock;

    /**
     * Prepares it.
     *
     * @param requestIds draws the keys of forms
     * @param origin of the addresses of links
     */
    public LinkHandlers(
            WebPages pages,
            Services services,
            Supplier<String> requestIds,
            Supplier<Origin> origin,
            InstantSource clock) {
        this.pages = pages;
        this.services = services;
        this.requestIds = requestIds;
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.own(Paths.LINK, WORD, this::shown, TOKEN),
                pages.ownFile(Paths.LINK_PICTURE, this::picture),
                pages.ownForm(REVOKE, this::revoke),
                pages.ownForm(ROTATE, this::rotate));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                REVOKED, (words, value) -> Notice.of(Tone.OK, words.sentence("link.revoked-notice")),
                ROTATED, (words, value) -> Notice.of(Tone.OK, words.sentence("link.rotated-notice")));
    }

    private static LinkId id(PageRequest request) {
        return LinkId.of(request.exchange().path(ID));
    }

    private Optional<ContactLink> find(PageRequest request, Player player) {
        return services.connections(request.origin(), connections -> switch (connections.getContactLink(
                UserRef.of(player.id()), id(request))) {
            case Done<ContactLink, Refusal>(ContactLink link) -> Optional.of(link);
            case Refused<ContactLink, Refusal> refused -> Optional.empty();
        });
    }

    private Response shown(PageRequest request, Player player) {
        return find(request, player)
                .map(link -> shown(request, player, link, FormResult.NONE))
                .orElseGet(() -> pages.show(request, LinkPages.missing(request.words())));
    }

    private Response shown(PageRequest request, Player player, ContactLink link, FormResult result) {
        Optional<String> token = result.isRefused()
                ? Optional.empty()
                : request.exchange().query().string(TOKEN);
        UserRef owner = UserRef.of(player.id());
        Words words = request.words();
        var own = new LinkPages.OwnLink(
                link, url(link), player.profile().known().flatMap(People::name), requestIds.get(), requestIds.get());
        return services.connections(request.origin(), connections -> {
            Walk<ContactLinkEvent> walk =
                    Walk.read(token, 1, page -> connections.contactLinkEvents(owner, link.id(), page));
            List<UserRef> actors = walk.items().stream()
                    .map(ContactLinkEvent::actor)
                    .filter(actor -> !actor.equals(owner))
                    .toList();
            var people = Profiles.of(connections, actors);
            Page page = LinkPages.page(
                    words, own, new LinkPages.Events(walk.items(), people, walk.next(), walk.isFirst()), result);
            return pages.show(request, walk.isRestarted() ? Restarted.first(words, page) : page);
        });
    }

    private String url(ContactLink link) {
        return Paths.OPEN_LINK.href(link.token().value()).after(origin.get().text());
    }

    private Response picture(PageRequest request, Player player) {
        Optional<ContactLink> link = find(request, player);
        if (link.isEmpty()) {
            return pages.show(request, LinkPages.missing(request.words()));
        }
        return LinkState.of(link.get(), clock.instant()) == LinkState.LIVE
                ? Response.encoded(200, "image/svg+xml", QrPicture.of(url(link.get())))
                : pages.show(request, LinkPages.missing(request.words()).status(410));
    }

    private Response revoke(PageRequest request, Player player) {
        var form = request.form();
        boolean isConfirmed = form.get("confirm").equals("yes");
        return keyed(request, player, Paths.REVOKE_LINK, isConfirmed, key -> {
            if (!isConfirmed) {
                return find(request, player)
                        .map(link -> pages.show(request, LinkPages.confirmation(request.words(), link, key.value())))
                        .orElseGet(() -> pages.show(request, LinkPages.missing(request.words())));
            }
            var outcome = services.connections(
                    request.origin(),
                    connections -> connections.revokeContactLink(UserRef.of(player.id()), id(request), key));
            return switch (outcome) {
                case Done<ContactLink, Refusal>(ContactLink link) ->
                    pages.redirect(request, Paths.LINK.href(link.id().value()), REVOKED);
                case Refused<ContactLink, Refusal> refused -> pages.show(request, LinkPages.missing(request.words()));
            };
        });
    }

    private Response rotate(PageRequest request, Player player) {
        var rotation = new Rotation(services, clock);
        return keyed(request, player, Paths.ROTATE_LINK, false, key -> {
            Words words = request.words();
            return switch (rotation.rotate(request.origin(), UserRef.of(player.id()), id(request), key)) {
                case Rotation.Result.Rotated(LinkId link) ->
                    pages.redirect(request, Paths.LINK.href(link.value()), ROTATED);
                case Rotation.Result.Missing() -> pages.show(request, LinkPages.missing(words));
                case Rotation.Result.Dead(ContactLink link, LinkState state) ->
                    shown(request, player, link, LinkResults.dead(words, state));
                case Rotation.Result.TooMany(ContactLink link) ->
                    shown(request, player, link, LinkResults.tooMany(words));
            };
        });
    }

    private interface WithKey {
        Response change(IdempotencyKey key);
    }

    /** Does what a form with a key asks for; while connections does not respond, the form can be sent again. */
    private Response keyed(PageRequest request, Player player, PagePath path, boolean isConfirmed, WithKey change) {
        String requestId = request.form().get(KEY);
        Optional<IdempotencyKey> key = NewLink.key(requestId);
        try {
            if (key.isPresent()) {
                return change.change(key.get());
            }
            return find(request, player)
                    .map(link -> shown(request, player, link, LinkResults.incomplete(request.words())))
                    .orElseGet(() -> pages.show(request, LinkPages.missing(request.words())));
        } catch (UnavailableException e) {
            Words words = request.words();
            List<Hidden> hidden = isConfirmed
                    ? List.of(new Hidden(KEY, requestId), new Hidden("confirm", "yes"))
                    : List.of(new Hidden(KEY, requestId));
            var head = PageHead.of(WORD, words.text("link.one"));
            return pages.down(
                    request,
                    Unavailable.retry(
                            words,
                            head,
                            Service.CONNECTIONS,
                            path.href(id(request).value()),
                            hidden),
                    e);
        }
    }
}
