package galaxy.web.http.link;

import galaxy.chassis.http.Response;
import galaxy.client.Outcome.Done;
import galaxy.client.Outcome.Refused;
import galaxy.client.connections.ContactLink;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserRef;
import galaxy.client.users.Account;
import galaxy.kernel.UnavailableException;
import galaxy.pages.request.FormFields;
import galaxy.pages.request.PageRoute;
import galaxy.pages.text.Arg;
import galaxy.pages.text.Words;
import galaxy.pages.view.Notice;
import galaxy.pages.view.Tone;
import galaxy.web.http.FormPage;
import galaxy.web.http.NoticeText;
import galaxy.web.http.PageFeature;
import galaxy.web.http.PageRequest;
import galaxy.web.http.Player;
import galaxy.web.http.Services;
import galaxy.web.http.Walk;
import galaxy.web.http.WebPages;
import galaxy.web.link.LinkForm;
import galaxy.web.link.LinkList;
import galaxy.web.link.LinkListPages;
import galaxy.web.link.LinkResults;
import galaxy.web.link.NewLink;
import galaxy.web.page.FormResult;
import galaxy.web.page.Page;
import galaxy.web.page.Paths;
import galaxy.web.page.Restarted;
import galaxy.web.page.Unavailable;
import galaxy.web.page.Unavailable.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The list of contact links, and the form that makes one. */
public final class LinkListHandlers implements PageFeature {
    private static final String CREATED = "link-created";
    private static final String TWICE = "link-twice";
    private static final String WORD = "links";
    private static final String TOKEN = "page_token";
    private static final String ZONE = "UTC";

    /** So many pages of connections are one page for a reader: 200 links. */
    private static final int PAGES = 4;

    private static final FormPage FORM =
            new FormPage(Paths.LINKS, WORD, Paths.LINKS, Set.of("label", "ends", "date", "uses", "request_id"));

    private final WebPages pages;
    private final Services services;
    private final Supplier<String> requestIds;

    /**
     * Prepares it.
     *
     * @param requestIds draws the keys of forms
     */
    public LinkListHandlers(WebPages pages, Services services, Supplier<String> requestIds) {
        this.pages = pages;
        this.services = services;
        this.requestIds = requestIds;
    }

    @Override
    public List<PageRoute> routes() {
        return List.of(pages.own(Paths.LINKS, WORD, this::shown, TOKEN), pages.ownForm(FORM, this::create));
    }

    @Override
    public Map<String, NoticeText> notices() {
        return Map.of(
                CREATED, (words, value) -> Notice.of(Tone.OK, words.sentence("link.created-notice")),
                TWICE,
                        (words, value) ->
                                Notice.of(Tone.INFO, words.sentence("link.twice-notice", Arg.code("time", value))));
    }

    private Response shown(PageRequest request, Player player) {
        var walk = read(request, player, request.exchange().query().string(TOKEN));
        Words words = request.words();
        var list = new LinkList(walk.items(), walk.next(), walk.isFirst());
        Page page = LinkListPages.page(words, Optional.of(list), LinkForm.empty(requestIds.get()), FormResult.NONE);
        return pages.show(request, walk.isRestarted() ? Restarted.first(words, page) : page);
    }

    private Walk<ContactLink> read(PageRequest request, Player player, Optional<String> token) {
        UserRef owner = UserRef.of(player.id());
        return services.connections(
                request.origin(),
                connections -> Walk.read(token, PAGES, page -> connections.contactLinks(owner, page)));
    }

    private Response create(PageRequest request, Player player) {
        FormFields form = request.form();
        var typed = new LinkForm(
                form.get("label"), form.get("ends"), form.get("date"), form.get("uses"), form.get("request_id"));
        Optional<String> zone = player.account().map(Account::timeZone);
        Words words = request.words();
        if (NewLink.needsZone(typed) && zone.isEmpty()) {
            var failure = new UnavailableException("the zone of the account is not known at this time");
            return pages.down(request, page(request, player, typed, Unavailable.form(words, Service.USERS)), failure);
        }
        return switch (NewLink.read(words, typed, zone.orElse(ZONE))) {
            case NewLink.Read.Wrong(FormResult result) -> pages.show(request, page(request, player, typed, result));
            case NewLink.Read.Wanted(NewLink link) -> create(request, player, typed, link);
        };
    }

    private Response create(PageRequest request, Player player, LinkForm typed, NewLink link) {
        try {
            var outcome = services.connections(
                    request.origin(),
                    connections -> connections.createContactLink(
                            UserRef.of(player.id()), link.key(), link.end(), link.maxUses(), link.label()));
            return switch (outcome) {
                case Done<ContactLink, Refusal>(ContactLink made) ->
                    pages.redirect(
                            request,
                            Paths.LINK.href(made.id().value()),
                            link.twice().map(at -> TWICE + ":" + at).orElse(CREATED));
                case Refused<ContactLink, Refusal> refused ->
                    pages.show(request, page(request, player, typed, LinkResults.of(request.words(), typed, refused)));
            };
        } catch (UnavailableException e) {
            Words words = request.words();
            FormResult result = Unavailable.form(words, Service.CONNECTIONS);
            return pages.down(request, LinkListPages.page(words, Optional.empty(), typed, result), e);
        }
    }

    /** With the list, where it can be read. A form without a key gets one. */
    private Page page(PageRequest request, Player player, LinkForm typed, FormResult result) {
        Optional<LinkList> list = Services.ifResponding(() -> read(request, player, Optional.empty()))
                .map(walk -> new LinkList(walk.items(), walk.next(), true));
        LinkForm keyed = NewLink.key(typed.requestId()).isPresent()
                ? typed
                : new LinkForm(typed.label(), typed.ends(), typed.date(), typed.uses(), requestIds.get());
        return LinkListPages.page(request.words(), list, keyed, result);
    }
}
