package galaxy.users.http;

import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.Role;
import galaxy.users.account.Accounts;
import galaxy.users.block.EmailBlocks;
import galaxy.users.history.Histories;
import galaxy.users.registration.Registrations;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the users service, and who may call it. */
public final class UsersApi {
    static final String BASE = "/api/v1/internal";

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
            EmailBlocks blocks,
            Histories histories,
            UserListing listing,
            PageTokens tokens,
            LimitCatalogue catalogue,
            InstantSource clock) {
        Encode encode = new Encode(catalogue);
        return Stream.of(
                        new AuthRoutes(registrations, blocks, accounts).routes(AUTH, AUTH_AND_LOBBY),
                        new AccountRoutes(accounts, encode).routes(GATEWAY, GEO),
                        new EligibilityRoutes(accounts, catalogue, clock).routes(LOBBY),
                        new AdminReadRoutes(accounts, registrations, listing, tokens, encode).routes(ADMIN),
                        new HistoryRoutes(histories, tokens).routes(ADMIN),
                        new CommandRoutes(accounts, encode).routes(ADMIN, BILLING),
                        DocsRoutes.routes())
                .flatMap(List::stream)
                .toList();
    }
}
