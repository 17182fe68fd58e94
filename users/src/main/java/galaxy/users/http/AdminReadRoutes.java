package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.paging.PageTokens;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.Page;
import galaxy.kernel.Parsed;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.account.CountryCode;
import galaxy.users.account.LimitCode;
import galaxy.users.account.SanctionCode;
import galaxy.users.eligibility.Marker;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import galaxy.users.listing.UserListing;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** For admins: one user by what is known of them, and lists of users. */
final class AdminReadRoutes {
    private static final String[] LISTING_PARAMETERS = Stream.concat(
                    Stream.of(
                            "page_size",
                            "page_token",
                            "paid_state",
                            "paid_expires_after",
                            "paid_expires_before",
                            "declared_country",
                            "sanction_code",
                            "limit_code"),
                    Arrays.stream(Marker.values()).map(Marker::code))
            .toArray(String[]::new);

    private final Accounts accounts;
    private final Registrations registrations;
    private final UserListing listing;
    private final PageTokens tokens;
    private final Encode encode;

    AdminReadRoutes(
            Accounts accounts, Registrations registrations, UserListing listing, PageTokens tokens, Encode encode) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.listing = listing;
        this.tokens = tokens;
        this.encode = encode;
    }

    List<Route> routes(Access admin) {
        return List.of(
                Route.get(BASE + "/users/{user_id}", admin, this::read),
                Route.post(BASE + "/user-lookups/by-email", admin, this::byEmail),
                Route.post(BASE + "/user-lookups/by-race-name", admin, this::byRaceName),
                Route.get(BASE + "/users", admin, this::list).query(LISTING_PARAMETERS));
    }

    private Response read(Exchange exchange) {
        return aggregate(accounts.find(Decode.userId(exchange)));
    }

    private Response byEmail(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        body.finish();
        return aggregate(registrations.userOf(email.orElseThrow()).flatMap(accounts::find));
    }

    private Response byRaceName(Exchange exchange) {
        Fields body = exchange.body();
        Optional<RaceName> name = body.string("race_name", Decode.by(RaceName::parse));
        body.finish();
        return aggregate(accounts.findByRaceName(name.orElseThrow()));
    }

    private Response list(Exchange exchange) {
        Query query = exchange.query();
        int size = Paging.size(query);
        ListingFilter filter = filter(query);
        String walk = "users?" + filter.text();
        Optional<ListingKey> after =
                Paging.cursor(query, tokens, walk).map(ListingKey::parse).map(Parsed::orElseThrow);
        query.finish();
        Page<Account, ListingKey> page = listing.page(filter, after, size);
        return Response.ok(fields -> fields.array("items", page.items(), encode::account)
                .string("next_page_token", page.next().map(key -> tokens.issue(walk, key.text()))));
    }

    private static ListingFilter filter(Query query) {
        Map<Marker, Boolean> markers = new EnumMap<>(Marker.class);
        for (Marker marker : Marker.values()) {
            query.bool(marker.code()).ifPresent(value -> markers.put(marker, value));
        }
        return new ListingFilter(
                query.string("paid_state", Decode.by(PaidState::parse)),
                query.time("paid_expires_after"),
                query.time("paid_expires_before"),
                query.string("declared_country", Decode.by(CountryCode::parse)),
                query.string("sanction_code", Decode.by(SanctionCode::parse)),
                query.string("limit_code", Decode.by(LimitCode::parse)),
                markers);
    }

    private Response aggregate(Optional<Account> account) {
        return account.map(known -> Response.ok(fields -> encode.account(fields, known)))
                .orElseGet(Encode::userNotFound);
    }
}
