package galaxy.web.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.server.InParallel;
import galaxy.client.Outcome;
import galaxy.client.connections.Avatar;
import galaxy.client.connections.Refusal;
import galaxy.client.connections.UserProfile;
import galaxy.client.connections.UserRef;
import galaxy.client.users.Account;
import galaxy.kernel.Deadline;
import galaxy.kernel.UnavailableException;
import galaxy.kernel.UserId;
import galaxy.pages.asset.Assets;
import galaxy.pages.cookie.CookieHeader;
import galaxy.pages.request.Readers;
import galaxy.pages.view.Picture;
import galaxy.pages.view.Reader.Viewer;
import galaxy.sessions.Session;
import galaxy.sessions.SessionCookie;
import galaxy.sessions.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds who has signed in, by the cookie of the session, which is read from the store at each request. */
public final class Players {
    private static final int SMALL = 32;
    private static final Duration SOON = Duration.ofMillis(500);

    private final String cookie;
    private final Function<SessionId, Optional<Session>> sessions;
    private final Services services;
    private final BiConsumer<Exchange, SessionCookie> used;
    private final InstantSource clock;

    /**
     * Prepares it.
     *
     * @param cookie its name
     * @param sessions by their ids; throws {@link UnavailableException}
     * @param used gets each request of a session
     */
    public Players(
            String cookie,
            Function<SessionId, Optional<Session>> sessions,
            Services services,
            BiConsumer<Exchange, SessionCookie> used,
            InstantSource clock) {
        this.cookie = cookie;
        this.sessions = sessions;
        this.services = services;
        this.used = used;
        this.clock = clock;
    }

    /** Of a request whose session is valid. */
    public Optional<Player> find(Exchange exchange) {
        return CookieHeader.of(exchange.headers("Cookie"))
                .find(cookie, value -> SessionCookie.parse(value).flatMap(given -> player(exchange, given)));
    }

    /** The same for a page that needs none: a store that does not respond soon leaves it time for what it does need. */
    public Optional<Player> findSoon(Exchange exchange) {
        return Services.ifResponding(() -> Deadline.within(SOON, () -> find(exchange)))
                .flatMap(found -> found);
    }

    /** Whether a request has a valid session, for pages that need none. */
    public boolean isSignedIn(Exchange exchange) {
        return findSoon(exchange).isPresent();
    }

    /** Whether a request brings the cookie of a session, valid or not. */
    public boolean hasCookie(Exchange exchange) {
        return CookieHeader.of(exchange.headers("Cookie")).has(cookie);
    }

    private Optional<Player> player(Exchange exchange, SessionCookie given) {
        Optional<Session> session = sessions.apply(given.id())
                .filter(found -> given.matches(found.credential()) && found.isActive(clock.instant()));
        session.ifPresent(found -> used.accept(exchange, given));
        return session.map(found -> new Player(given.id(), found, () -> known(exchange, found.userId())));
    }

    private Player.Known known(Exchange exchange, UserId id) {
        List<Object> both = InParallel.all(List.<Supplier<Object>>of(
                () -> orElse(
                        () -> services.users(exchange.origin(), users -> users.account(id)), Optional.<Account>empty()),
                () -> orElse(() -> profile(exchange, id), new OwnProfile.Unavailable())));
        @SuppressWarnings("unchecked")
        var account = (Optional<Account>) both.getFirst();
        return new Player.Known(account, (OwnProfile) both.getLast());
    }

    private OwnProfile profile(Exchange exchange, UserId id) {
        return services.connections(
                exchange.origin(), connections -> switch (connections.getUserProfile(UserRef.of(id))) {
                    case Outcome.Done<UserProfile, Refusal>(UserProfile profile) -> new OwnProfile.Known(profile);
                    case Outcome.Refused<UserProfile, Refusal> refused -> new OwnProfile.None();
                });
    }

    private static <T> T orElse(Supplier<T> call, T other) {
        try {
            return call.get();
        } catch (UnavailableException e) {
            return other;
        }
    }

    /** What the shell of a page shows of a player, and its language and zone. */
    static Readers.Account reader(Player player, Assets assets) {
        Optional<UserProfile> profile = player.profile().known();
        Optional<String> name = profile.map(known -> known.details().name())
                .filter(text -> !text.isEmpty())
                .or(() -> player.account().map(Account::raceName));
        var picture = picture(assets, profile.flatMap(known -> known.details().avatar()), SMALL);
        return new Readers.Account(
                new Viewer(name, picture),
                player.account().map(Account::preferredLanguage),
                player.account().map(Account::timeZone));
    }

    /** The picture of a player beside the name. */
    public static Picture picture(Assets assets, Optional<Avatar> avatar, int size) {
        return new Picture(
                avatar.flatMap(chosen -> assets.avatars().find(chosen.setId(), chosen.assetId()))
                        .map(assets::picture),
                size,
                "");
    }
}
