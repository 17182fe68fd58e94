package galaxy.web.http.link;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.Contact;
import galaxy.client.connections.LinkPreview;
import galaxy.client.connections.LinkToken;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.kernel.IdempotencyKey;
import galaxy.kernel.UnavailableException;
import galaxy.pages.cookie.Target;
import galaxy.pages.cookie.Visits.Visit;
import galaxy.pages.request.PageRoute;
import galaxy.pages.request.RateLimit;
import galaxy.pages.text.Words;
import galaxy.pages.view.Hidden;
import galaxy.web.http.FormPage;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.WebPages;
import galaxy.web.http.contact.ContactHandlers;
import galaxy.web.link.NewLink;
import galaxy.web.link.OpenedPages;
import galaxy.web.link.OpenedPages.Ended;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.publicprofile.People;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A contact link that a player opens. Reading it never uses it. */
public final class OpenedHandlers implements PageFeature {
    private static final String WORD = "c";
    private static final String TOKEN = "token";
    private static final String KEY = "request_id";

    /** Longer than any token; what is longer is not asked for. */
    private static final int MOST = 128;

    private static final FormPage FORM = new FormPage(Paths.OPENED_LINK, WORD, Paths.OPENED_LINK, Set.of(TOKEN, KEY));

    private final WebPages pages;
    private final Services services;
    private final OpenedPages opened;
    private final Supplier<String> requestIds;
    private final RateLimit previews;

    /**
     * Prepares it.
     *
     * @param requestIds draws the keys of forms
     * @param previews for each address
     */
    public OpenedHandlers(
            WebPages pages, Services services, OpenedPages opened, Supplier<String> requestIds, RateLimit previews) {
        this.pages = pages;
        this.services = services;
        this.opened = opened;
        this.requestIds = requestIds;
        this.previews = previews;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(
                pages.either(Paths.OPEN_LINK, WORD, this::open).limited(previews),
                pages.either(Paths.OPENED_LINK, WORD, this::openKept).limited(previews),
                pages.eitherForm(FORM, this::use).limited(previews));
    }

    private Response open(PageRequest request, Optional<Player> player) {
        return preview(request, player, request.exchange().path(TOKEN));
    }

    private Response openKept(PageRequest request, Optional<Player> player) {
        return preview(request, player, request.visit().token().orElse(""));
    }

    /** Changes of theme and language come back without the token in the address. */
    private static PageRequest kept(PageRequest request, String token) {
        return request.backTo(Paths.OPENED_LINK.href(), List.of(new Hidden(TOKEN, token)));
    }

    private static boolean isToken(String token) {
        return !token.isEmpty() && token.length() <= MOST;
    }

    private Response preview(PageRequest request, Optional<Player> player, String token) {
        if (!isToken(token)) {
            return ended(request.backTo(Paths.START.href(), List.of()), player, Ended.UNKNOWN);
        }
        PageRequest kept = kept(request, token);
        try {
            var outcome = services.connections(
                    request.origin(), connections -> connections.previewContactLink(LinkToken.of(token)));
            return switch (outcome) {
                case Done<LinkPreview, Refusal>(LinkPreview preview) ->
                    pages.show(kept, page(kept.words(), player, preview, token));
                case Refused<LinkPreview, Refusal>(Refusal reason, var _) ->
                    ended(kept, player, Ended.of(reason).orElse(Ended.UNKNOWN));
            };
        } catch (UnavailableException e) {
            return pages.down(kept, OpenedPages.unread(kept.words(), token), e);
        }
    }

    private Page page(Words words, Optional<Player> player, LinkPreview preview, String token) {
        boolean isOwn = player.filter(known ->
                        known.id().value().equals(preview.owner().userId().value()))
                .isPresent();
        return isOwn
                ? opened.own(words, preview)
                : opened.preview(words, preview, token, requestIds.get(), player.isPresent());
    }

    private Response ended(PageRequest request, Optional<Player> player, Ended ended) {
        Page page = OpenedPages.ended(request.words(), ended, player.isPresent());
        return pages.show(request, page.secret());
    }

    private Response use(PageRequest request, Optional<Player> player) {
        String token = request.form().get(TOKEN);
        String requestId = request.form().get(KEY);
        if (!isToken(token)) {
            return ended(request.backTo(Paths.START.href(), List.of()), player, Ended.UNKNOWN);
        }
        if (player.isEmpty()) {
            Visit visit = request.visit().token(token);
            Optional<Target> here = pages.target(Paths.OPENED_LINK.href().url());
            return pages.keep(
                    pages.redirect(Paths.SIGN_IN.href()),
                    here.map(visit::target).orElse(visit));
        }
        Optional<IdempotencyKey> key = NewLink.key(requestId);
        PageRequest kept = kept(request, token);
        return key.isPresent()
                ? use(kept, player.get(), LinkToken.of(token), key.get())
                : pages.show(kept, OpenedPages.incomplete(kept.words(), token, requestIds.get()));
    }

    private Response use(PageRequest request, Player player, LinkToken token, IdempotencyKey key) {
        try {
            var outcome = services.connections(
                    request.origin(),
                    connections -> connections.consumeContactLink(token, UserRef.of(player.id()), key));
            return switch (outcome) {
                case Done<Contact, Refusal>(Contact contact) -> {
                    Visit visit = request.visit();
                    var after = new Visit(
                            visit.target(),
                            Optional.empty(),
                            Optional.of(ContactHandlers.ADDED + ":" + name(request, contact.contact())));
                    yield pages.keep(pages.redirect(Paths.CONTACTS.href()), after);
                }
                case Refused<Contact, Refusal>(Refusal reason, var _) ->
                    Ended.of(reason)
                            .map(ended -> ended(request, Optional.of(player), ended))
                            .orElseGet(() -> pages.show(
                                    request, OpenedPages.incomplete(request.words(), token.value(), requestIds.get())));
            };
        } catch (UnavailableException e) {
            return pages.down(request, OpenedPages.down(request.words(), token.value(), key.value()), e);
        }
    }

    private String name(PageRequest request, UserRef id) {
        return Services.ifResponding(() ->
                        services.connections(request.origin(), connections -> switch (connections.getUserProfile(id)) {
                            case Done<UserProfile, Refusal>(UserProfile person) ->
                                People.name(person).orElse("");
                            case Refused<UserProfile, Refusal> refused -> "";
                        }))
                .orElse("");
    }
}
