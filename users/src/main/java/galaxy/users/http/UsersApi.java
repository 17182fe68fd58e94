package galaxy.users.http;

import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.chassis.paging.PageTokens;
import galaxy.contracts.MutationSource;
import galaxy.contracts.Role;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.block.BlockListing;
import galaxy.users.block.EmailBlocks;
import galaxy.users.eligibility.Marker;
import galaxy.users.history.Histories;
import galaxy.users.http.CommandHandlers.Decoder;
import galaxy.users.http.PageHandlers.History;
import galaxy.users.http.PageHandlers.Row;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.listing.UserListing;
import galaxy.users.registration.Registrations;
import galaxy.users.standing.Standings;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Every route of the users service, and who may call it. */
public final class UsersApi {
    private static final String BASE = "/api/v1/internal";
    private static final String USER = "/users/{user_id}";

    private static final Access GATEWAY = Access.only(Role.GATEWAY, Role.WEB, Role.ADMIN, Role.CONSOLE);
    private static final Access AUTH = Access.only(Role.AUTH, Role.ADMIN, Role.CONSOLE);
    private static final Access LOBBY = Access.only(Role.LOBBY, Role.ADMIN, Role.CONSOLE);
    private static final Access EXISTS = Access.only(Role.AUTH, Role.LOBBY, Role.GEO, Role.ADMIN, Role.CONSOLE);
    private static final Access GEO = Access.only(Role.GEO);
    private static final Access BILLING = Access.only(Role.BILLING, Role.ADMIN, Role.CONSOLE);
    private static final Access ADMIN = Access.only(Role.ADMIN, Role.CONSOLE);

    private final SignInHandlers signIn;
    private final BlockHandlers blocks;
    private final ReadHandlers reads;
    private final PageHandlers pages;
    private final CommandHandlers commands;

    /** What the routes give access to. */
    public record Features(
            Accounts accounts,
            Registrations registrations,
            EmailBlocks blocks,
            BlockListing blockListing,
            Histories histories,
            Standings standings,
            UserListing listing) {}

    private UsersApi(Features features, PageTokens tokens, LimitCatalogue catalogue, InstantSource clock) {
        this.signIn = new SignInHandlers(features.registrations(), features.accounts());
        this.blocks = new BlockHandlers(features.blocks());
        this.reads =
                new ReadHandlers(features.accounts(), features.registrations(), features.standings(), catalogue, clock);
        this.pages = new PageHandlers(features.listing(), features.blockListing(), tokens, new Encode(catalogue));
        this.commands = new CommandHandlers(features.accounts());
    }

    /** The table. */
    public static List<Route> routes(
            Features features, PageTokens tokens, LimitCatalogue catalogue, InstantSource clock) {
        UsersApi api = new UsersApi(features, tokens, catalogue, clock);
        Encode encode = new Encode(catalogue);
        Histories histories = features.histories();
        Stream<Route> routes = Stream.of(
                post("/user-resolutions/by-email", AUTH, api.signIn::resolve),
                post("/users/ensure-by-email", AUTH, api.signIn::ensure),
                post("/user-blocks/by-email", AUTH, api.blocks::blockEmail).query("dry_run"),
                post("/user-blocks/by-email/remove", AUTH, api.blocks::unblockEmail)
                        .query("dry_run"),
                post(USER + "/block", AUTH, api.blocks::blockUser).query("dry_run"),
                get("/user-blocks", ADMIN, api.pages::blocks).query(PageHandlers.SIZE, PageHandlers.TOKEN),
                get(USER + "/exists", EXISTS, api.signIn::exists),
                get(USER + "/account", GATEWAY, api.reads::account),
                api.selfService("profile", CommandHandlers::changeProfile, encode),
                api.selfService("settings", CommandHandlers::changeSettings, encode),
                api.syncCountry(),
                get(USER + "/eligibility", LOBBY, api.reads::eligibility).query("explain"),
                get(USER + "/standing", GATEWAY, api.reads::standing),
                get(USER, ADMIN, api.reads::account),
                post("/user-lookups/by-email", ADMIN, api.reads::byEmail),
                post("/user-lookups/by-race-name", ADMIN, api.reads::byRaceName),
                get("/users", ADMIN, api.pages::users).query(listingParameters()),
                api.history(
                        "entitlement-periods", histories::periods, (row, userId, entry) -> Encode.period(row, entry)),
                api.history("sanctions", histories::sanctions, Encode::pastSanction),
                api.history("limits", histories::limits, (row, userId, limit) -> Encode.pastLimit(row, limit)),
                api.admin("entitlements/grant", BILLING, CommandHandlers::grant, Encode::entitlement),
                api.admin("entitlements/extend", BILLING, CommandHandlers::extend, Encode::entitlement),
                api.admin("entitlements/revoke", BILLING, CommandHandlers::revoke, Encode::entitlement),
                api.admin("sanctions/apply", ADMIN, CommandHandlers::applySanction, Encode::activeSanctions),
                api.admin("sanctions/remove", ADMIN, CommandHandlers::removeSanction, Encode::activeSanctions),
                api.admin("limits/set", ADMIN, CommandHandlers::setLimit, encode::limits),
                api.admin("limits/remove", ADMIN, CommandHandlers::removeLimit, encode::limits));
        return Stream.concat(routes, DocsRoutes.routes().stream()).toList();
    }

    private Route selfService(String command, Decoder decoder, Encode encode) {
        return post(
                USER + "/" + command,
                GATEWAY,
                commands.handler(command, MutationSource.SELF_SERVICE, decoder, encode::account));
    }

    private Route syncCountry() {
        String command = "declared-country/sync";
        return post(
                USER + "/" + command,
                GEO,
                commands.handler(
                        command, MutationSource.GEO_SYNC, CommandHandlers::syncCountry, Encode::declaredCountry));
    }

    private Route admin(String command, Access access, Decoder decoder, BiConsumer<JsonFields, Account> part) {
        return post(
                        USER + "/" + command,
                        access,
                        commands.handler(
                                command,
                                MutationSource.ADMIN_COMMAND,
                                decoder,
                                (fields, account) -> part.accept(
                                        fields.string(
                                                "user_id", account.userId().value()),
                                        account)))
                .query("dry_run");
    }

    private <T> Route history(String kind, History<T> history, Row<T> row) {
        return get(USER + "/" + kind, ADMIN, pages.history(kind, history, row))
                .query(PageHandlers.SIZE, PageHandlers.TOKEN);
    }

    private static String[] listingParameters() {
        return Stream.concat(
                        Stream.of(
                                PageHandlers.SIZE,
                                PageHandlers.TOKEN,
                                PageHandlers.FIELDS,
                                "paid_state",
                                "paid_expires_after",
                                "paid_expires_before",
                                "declared_country",
                                "sanction_code",
                                "limit_code"),
                        Arrays.stream(Marker.values()).map(Marker::code))
                .toArray(String[]::new);
    }

    private static Route get(String path, Access access, Handler handler) {
        return Route.get(BASE + path, access, handler);
    }

    private static Route post(String path, Access access, Handler handler) {
        return Route.post(BASE + path, access, handler);
    }
}
