package galaxy.users.http;

import galaxy.chassis.UnavailableException;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import galaxy.kernel.TryAgainException;
import galaxy.users.account.Accounts;
import galaxy.users.history.Histories;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceNamePolicy;
import galaxy.users.registration.Registrations;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the users service, and who may call it. */
public final class UsersApi {
    static final String BASE = "/api/v1/internal";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private static final Access GATEWAY = Access.only(Role.GATEWAY, Role.ADMIN);
    private static final Access AUTH = Access.only(Role.AUTH, Role.ADMIN);
    private static final Access LOBBY = Access.only(Role.LOBBY, Role.ADMIN);
    private static final Access AUTH_AND_LOBBY = Access.only(Role.AUTH, Role.LOBBY, Role.ADMIN);
    private static final Access GEO = Access.only(Role.GEO);
    private static final Access BILLING = Access.only(Role.BILLING, Role.ADMIN);
    private static final Access ADMIN = Access.only(Role.ADMIN);

    private UsersApi() {}

    /** The table. */
    public static List<Route> routes(
            Accounts accounts,
            Registrations registrations,
            Histories histories,
            UserListing listing,
            PageTokens tokens,
            LimitCatalogue catalogue,
            InstantSource clock) {
        Encode encode = new Encode(catalogue);
        return Stream.of(
                        new AuthRoutes(registrations, accounts).routes(AUTH, AUTH_AND_LOBBY),
                        new AccountRoutes(accounts, encode).routes(GATEWAY, GEO),
                        new EligibilityRoutes(accounts, catalogue, clock).routes(LOBBY),
                        new AdminReadRoutes(accounts, registrations, listing, tokens, encode).routes(ADMIN),
                        new HistoryRoutes(histories, tokens).routes(ADMIN),
                        new CommandRoutes(accounts, encode).routes(ADMIN, BILLING),
                        DocsRoutes.routes())
                .flatMap(List::stream)
                .map(route -> route.withHandler(guarded(route.handler())))
                .toList();
    }

    /** What the domain cannot decide now is no fault of ours: the caller may ask again. */
    private static Handler guarded(Handler handler) {
        return exchange -> {
            try {
                return handler.handle(exchange);
            } catch (TryAgainException | RaceNamePolicy.PolicyUnavailable e) {
                throw new UnavailableException("the users service cannot decide now", RETRY_AFTER, e);
            }
        };
    }
}
