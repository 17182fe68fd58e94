package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Query;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.chassis.paging.PageTokens;
import galaxy.kernel.Page;
import galaxy.kernel.UserId;
import galaxy.users.account.EntitlementPeriod;
import galaxy.users.account.LimitOverride;
import galaxy.users.account.Sanction;
import galaxy.users.history.EntitlementHistory;
import galaxy.users.history.Histories;
import galaxy.users.json.AccountJson;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** For admins: what a user was entitled to, sanctioned for and limited to, the newest first. */
final class HistoryRoutes {
    private final Histories histories;
    private final PageTokens tokens;

    HistoryRoutes(Histories histories, PageTokens tokens) {
        this.histories = histories;
        this.tokens = tokens;
    }

    /** One kind of history: a page of a user's records, after a cursor. */
    private interface Source<T> {
        Optional<Page<T, Long>> page(UserId userId, Optional<Long> before, int size);
    }

    List<Route> routes(Access admin) {
        return List.of(
                route("entitlement-periods", admin, histories::periods, HistoryRoutes::period),
                route("sanctions", admin, histories::sanctions, HistoryRoutes::sanction),
                route("limits", admin, histories::limits, HistoryRoutes::limit));
    }

    private <T> Route route(String kind, Access admin, Source<T> source, BiConsumer<JsonFields, T> row) {
        Handler handler = exchange -> list(exchange, kind, source, row);
        return Route.get(BASE + "/users/{user_id}/" + kind, admin, handler).query(Paging.SIZE, Paging.TOKEN);
    }

    private <T> Response list(Exchange exchange, String kind, Source<T> source, BiConsumer<JsonFields, T> row) {
        Query query = exchange.query();
        int size = Paging.size(query);
        String walk = kind + "/" + exchange.path("user_id");
        Optional<Long> before = Paging.cursor(query, tokens, walk).map(Long::valueOf);
        query.finish();
        return source.page(Decode.userId(exchange), before, size)
                .map(page -> Response.ok(fields -> fields.array("items", page.items(), row)
                        .string("next_page_token", page.next().map(seq -> tokens.issue(walk, Long.toString(seq))))))
                .orElseGet(Encode::userNotFound);
    }

    private static void period(JsonFields row, EntitlementHistory.Entry entry) {
        EntitlementPeriod period = entry.period();
        row.string("plan_code", period.plan().code())
                .bool("is_paid", period.plan().isPaid())
                .string("source", period.source().value())
                .object("actor", actor -> AccountJson.actor(actor, period.actor()))
                .string("reason_code", period.reason().value())
                .time("starts_at", period.startsAt())
                .time("ends_at", period.endsAt())
                .time("created_at", period.createdAt());
        AccountJson.removal(row, entry.removal());
    }

    private static void sanction(JsonFields row, Sanction sanction) {
        AccountJson.sanction(row, sanction);
        AccountJson.removal(row, sanction.removal());
    }

    private static void limit(JsonFields row, LimitOverride limit) {
        AccountJson.limit(row, limit);
        AccountJson.removal(row, limit.removal());
    }
}
