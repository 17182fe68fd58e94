package galaxy.web.http;

import galaxy.chassis.http.BodyKind;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.kernel.UnavailableException;
import galaxy.pages.asset.Assets;
import galaxy.pages.cookie.CookieHeader;
import galaxy.pages.cookie.Target;
import galaxy.pages.cookie.Visits;
import galaxy.pages.cookie.Visits.Visit;
import galaxy.pages.request.FormFields;
import galaxy.pages.request.PageMetrics;
import galaxy.pages.request.PageResponse;
import galaxy.pages.request.PageRoute;
import galaxy.pages.request.PageRoutes;
import galaxy.pages.request.Readers;
import galaxy.pages.request.SessionCheck;
import galaxy.pages.route.Href;
import galaxy.pages.route.PagePath;
import galaxy.pages.view.Hidden;
import galaxy.pages.view.Html;
import galaxy.pages.view.Notice;
import galaxy.pages.view.PageHead;
import galaxy.pages.view.Reader;
import galaxy.web.page.Page;
import galaxy.web.page.RefusedPages;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the routes of features, and responses of their pages. All features of a listener share one. */
public final class WebPages {
    private static final Duration DEADLINE = Duration.ofMillis(1200);
    private static final String LANGUAGE = "lang";

    private final Tools tools;
    private final Map<String, NoticeText> notices = new HashMap<>();
    private volatile PageRoutes routes = PageRoutes.of(List.of());

    /** What it is made of. */
    public record Tools(
            Players players,
            Readers readers,
            PageResponse responses,
            Visits visits,
            Assets assets,
            PageMetrics metrics) {}

    public WebPages(Tools tools) {
        this.tools = tools;
    }

    public Assets assets() {
        return tools.assets();
    }

    public Players players() {
        return tools.players();
    }

    public Visits visits() {
        return tools.visits();
    }

    public Readers readers() {
        return tools.readers();
    }

    /** Adds the features; nothing is served before. */
    public PageRoutes serve(List<PageFeature> features) {
        features.forEach(feature -> notices.putAll(feature.notices()));
        routes = PageRoutes.of(
                features.stream().flatMap(feature -> feature.routes().stream()).toList());
        return routes;
    }

    /** All routes, once there are. */
    public PageRoutes routes() {
        return routes;
    }

    /** A page of ours to go to, if the text names one. */
    public Optional<Target> target(String text) {
        return Target.of(text, routes.routes(), routes::isPage);
    }

    // Routes

    /** A page for everyone. */
    public PageRoute page(PagePath path, String word, Function<PageRequest, Response> page, String... query) {
        var place = new Place(path, path, word, Set.of());
        return PageRoute.page(word, get(path, query, exchange -> open(place, exchange, page)));
    }

    /** A page that needs a session. */
    public PageRoute own(PagePath path, String word, BiFunction<PageRequest, Player, Response> page, String... query) {
        var place = new Place(path, path, word, Set.of());
        Handler checked = check(place, query).read((exchange, player) -> own(place, exchange, player, page));
        return PageRoute.page(word, get(path, query, exchange -> orDown(place, exchange, checked)));
    }

    /** A picture that needs a session; it is never where one comes back to. */
    public PageRoute ownFile(PagePath path, BiFunction<PageRequest, Player, Response> file) {
        var place = new Place(path, path, "error", Set.of());
        Handler checked = check(place).read((exchange, player) -> own(place, exchange, player, file));
        return PageRoute.file(get(path, new String[0], exchange -> orDown(place, exchange, checked)));
    }

    /** A form for everyone. */
    public PageRoute form(FormPage form, Function<PageRequest, Response> submit) {
        var place = new Place(form.path(), form.page(), form.word(), form.fields());
        return post(form, exchange -> open(place, exchange, submit));
    }

    /** A form that needs a session. */
    public PageRoute ownForm(FormPage form, BiFunction<PageRequest, Player, Response> submit) {
        var place = new Place(form.path(), form.page(), form.word(), form.fields());
        Handler checked = check(place).write((exchange, player) -> own(place, exchange, player, submit));
        return post(form, exchange -> orDown(place, exchange, checked));
    }

    /** A page for everyone, which is another one for those who have signed in. */
    public PageRoute either(PagePath path, String word, BiFunction<PageRequest, Optional<Player>, Response> page) {
        var place = new Place(path, path, word, Set.of());
        return PageRoute.page(
                word,
                get(
                        path,
                        new String[0],
                        exchange -> orDown(place, exchange, all -> {
                            Optional<Player> player = players().findSoon(all);
                            return page.apply(request(place, all, player), player);
                        })));
    }

    /** A form for everyone, which does something else for those who have signed in. */
    public PageRoute eitherForm(FormPage form, BiFunction<PageRequest, Optional<Player>, Response> submit) {
        var place = new Place(form.path(), form.page(), form.word(), form.fields());
        return post(
                form,
                exchange -> orDown(place, exchange, all -> {
                    Optional<Player> player = players().find(all);
                    return submit.apply(request(place, all, player), player);
                }));
    }

    private static Route get(PagePath path, String[] query, Handler handler) {
        return Route.get(path.template(), Access.anyone(), handler)
                .query(Stream.concat(Arrays.stream(query), Stream.of(LANGUAGE)).toArray(String[]::new))
                .lenient()
                .within(DEADLINE);
    }

    private static PageRoute post(FormPage form, Handler handler) {
        Route route = Route.post(form.path().template(), Access.anyone(), handler)
                .taking(new BodyKind.Form(form.fields(), Set.of(), true))
                .lenient()
                .within(DEADLINE);
        return PageRoute.form(form.word(), route, form.page());
    }

    private SessionCheck<Player> check(Place place, String... query) {
        return new SessionCheck<>("web", new SignedOut(this, place, Set.copyOf(Arrays.asList(query))), tools.metrics());
    }

    private Response own(
            Place place, Exchange exchange, Player player, BiFunction<PageRequest, Player, Response> page) {
        PageRequest request = request(place, exchange, Optional.of(player));
        return page.apply(request, player);
    }

    private Response open(Place place, Exchange exchange, Function<PageRequest, Response> page) {
        return orDown(place, exchange, all -> page.apply(anonymous(place, all)));
    }

    /** A page that says what does not work, instead of the one whose dependency does not respond. */
    private Response orDown(Place place, Exchange exchange, Handler page) {
        try {
            return page.handle(exchange);
        } catch (UnavailableException e) {
            PageRequest request = anonymous(place, exchange);
            return down(request, place.isForm() ? down(request, place) : refusedRead(request, place), e);
        }
    }

    private static Page refusedRead(PageRequest request, Place place) {
        return RefusedPages.down(request.words(), place.word(), place.back(request.exchange()));
    }

    /** What was sent may have a token of a link in it, or cannot be read. */
    private static Page down(PageRequest request, Place place) {
        try {
            FormFields form = request.form();
            List<Hidden> fields = place.fields().stream()
                    .sorted()
                    .map(name -> new Hidden(name, form.get(name)))
                    .toList();
            Href here = place.here(request.exchange());
            return RefusedPages.down(request.words(), place.word(), here, fields)
                    .secret();
        } catch (RefusedException e) {
            return refusedRead(request, place);
        }
    }

    /** A request of someone of whom nothing is asked. */
    PageRequest anonymous(Place place, Exchange exchange) {
        return request(place, exchange, Optional.empty());
    }

    /** A request for the page of a player, or of someone who has not signed in. */
    PageRequest request(Place place, Exchange exchange, Optional<Player> player) {
        Visit visit = tools.visits().read(CookieHeader.of(exchange.headers("Cookie")));
        return new PageRequest(exchange, visit, place.fields(), () -> reader(place, exchange, player));
    }

    private Reader reader(Place place, Exchange exchange, Optional<Player> player) {
        return tools.readers()
                .of(
                        exchange::headers,
                        player.map(known -> Players.reader(known, tools.assets())),
                        new Readers.Place(
                                place.isForm()
                                        ? Optional.empty()
                                        : exchange.query().string(LANGUAGE),
                                place.back(exchange).url(),
                                List.of()));
    }

    // Responses

    /** The response with a page. One that is read shows what the redirect to it has to say. */
    public Response show(PageRequest request, Page page) {
        Optional<Notice> notice =
                page.status() == 200 && page.head().notice().isEmpty() ? notice(request) : Optional.empty();
        PageHead head = notice.map(page.head()::notice).orElse(page.head());
        Response response = page.isSecret()
                ? tools.responses().secret(page.status(), request.reader(), head, Html.all(page.parts()))
                : tools.responses()
                        .of(request.exchange(), page.status(), request.reader(), head, Html.all(page.parts()));
        return notice.isPresent() ? keep(response, request.visit().shown()) : response;
    }

    /** What the redirect to this page has to say. */
    public Optional<Notice> notice(PageRequest request) {
        return request.visit().notice().flatMap(text -> notice(request, text));
    }

    private Optional<Notice> notice(PageRequest request, String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        return Optional.ofNullable(notices.get(word))
                .map(known -> known.of(request.words(), colon < 0 ? "" : text.substring(colon + 1)));
    }

    /** {@code 503} with a page that keeps what was typed. */
    public Response down(PageRequest request, Page page, UnavailableException failure) {
        return show(request, page).with("Retry-After", Long.toString(failure.retryAfterSeconds()));
    }

    public Response redirect(Href place) {
        return Response.redirect(303, place.url());
    }

    /**
     * A redirect to a page that says something first.
     *
     * @param word of {@link PageFeature#notices}; a value may follow a colon
     */
    public Response redirect(PageRequest request, Href place, String word) {
        return keep(redirect(place), request.visit().notice(word));
    }

    /** The same response, which changes what the visit holds. */
    public Response keep(Response response, Visit visit) {
        return response.with("Set-Cookie", tools.visits().write(visit));
    }
}
