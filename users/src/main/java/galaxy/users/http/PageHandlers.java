package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.chassis.paging.PageTokens;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Page;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.users.account.Account;
import galaxy.users.account.LimitCode;
import galaxy.users.account.SanctionCode;
import galaxy.users.block.BlockListing;
import galaxy.users.eligibility.Marker;
import galaxy.users.listing.ListingFilter;
import galaxy.users.listing.ListingKey;
import galaxy.users.listing.PaidState;
import galaxy.users.listing.UserListing;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Paged reads: the listing of users, and the histories of one user, newest first. */
final class PageHandlers {
    static final String SIZE = "page_size";
    static final String TOKEN = "page_token";
    static final String FIELDS = "fields";
    private static final long DEFAULT_SIZE = 50;
    private static final long MAX_SIZE = 200;

    private final UserListing listing;
    private final BlockListing blocks;
    private final PageTokens tokens;
    private final Encode encode;

    PageHandlers(UserListing listing, BlockListing blocks, PageTokens tokens, Encode encode) {
        this.blocks = blocks;
        this.listing = listing;
        this.tokens = tokens;
        this.encode = encode;
    }

    /** One kind of history: a page of a user's records after a cursor, empty for an unknown user. */
    interface History<T> {
        Optional<Page<T, Long>> page(UserId userId, Optional<Long> before, int size);
    }

    /** Writes a record of a user's history. */
    interface Row<T> {
        void write(JsonFields row, UserId userId, T item);
    }

    Response users(Exchange exchange) {
        Query query = exchange.query();
        int size = size(query);
        ListingFilter filter = filter(query);
        String walk = "users?" + filter.text();
        Optional<ListingKey> after = cursor(query, walk).map(ListingKey::parse).map(Parsed::orElseThrow);
        BiConsumer<JsonFields, Account> row = isSummary(query) ? Encode::summary : encode::account;
        query.finish();
        Page<Account, ListingKey> page = listing.page(filter, after, size);
        return response(page, row, walk, ListingKey::text);
    }

    Response blocks(Exchange exchange) {
        Query query = exchange.query();
        int size = size(query);
        Optional<String> after = cursor(query, "user-blocks");
        query.finish();
        return response(blocks.page(after, size), Encode::block, "user-blocks", place -> place);
    }

    <T> Handler history(String kind, History<T> history, Row<T> row) {
        return exchange -> {
            Query query = exchange.query();
            int size = size(query);
            String walk = kind + "/" + exchange.path("user_id");
            Optional<Long> before = cursor(query, walk).map(Long::valueOf);
            query.finish();
            UserId userId = Decode.userId(exchange);
            return history.page(userId, before, size)
                    .map(page -> response(
                            page, (fields, item) -> row.write(fields, userId, item), walk, seq -> Long.toString(seq)))
                    .orElseGet(Encode::userNotFound);
        };
    }

    private <T, K> Response response(
            Page<T, K> page, BiConsumer<JsonFields, T> row, String walk, Function<K, String> cursor) {
        return Response.ok(fields -> fields.array("items", page.items(), row)
                .string("next_page_token", page.next().map(key -> tokens.issue(walk, cursor.apply(key)))));
    }

    private static boolean isSummary(Query query) {
        Optional<Boolean> summary = query.string(
                FIELDS, text -> Parsed.of(Optional.of(true).filter(is -> text.equals("summary")), "must be summary"));
        return summary.isPresent();
    }

    private static int size(Query query) {
        return query.integer(SIZE, 1, MAX_SIZE).orElse(DEFAULT_SIZE).intValue();
    }

    /** Where the walk goes on; a token of another walk is a problem of the query. */
    private Optional<String> cursor(Query query, String walk) {
        Optional<String> token = query.string(TOKEN).filter(text -> !text.isEmpty());
        Optional<String> cursor = token.flatMap(text -> tokens.open(walk, text));
        if (token.isPresent() && cursor.isEmpty()) {
            query.problem(TOKEN, "is not a token of this listing with these filters; start again without one");
        }
        return cursor;
    }

    private static ListingFilter filter(Query query) {
        Map<Marker, Boolean> markers = new EnumMap<>(Marker.class);
        for (Marker marker : Marker.values()) {
            query.bool(marker.code()).ifPresent(value -> markers.put(marker, value));
        }
        return new ListingFilter(
                query.string("paid_state", PaidState::parse),
                query.time("paid_expires_after"),
                query.time("paid_expires_before"),
                query.string("declared_country", CountryCode::parse),
                query.string("sanction_code", SanctionCode::parse),
                query.string("limit_code", LimitCode::parse),
                markers);
    }
}
