package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.eligibility.Denial;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.json.AccountJson;
import galaxy.users.limit.LimitCatalogue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** For the lobby: all it needs to know of a user, in one answer. */
final class EligibilityRoutes {
    private final Accounts accounts;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;

    EligibilityRoutes(Accounts accounts, LimitCatalogue catalogue, InstantSource clock) {
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    List<Route> routes(Access lobby) {
        return List.of(Route.get(BASE + "/users/{user_id}/eligibility", lobby, this::read)
                .query("explain"));
    }

    private Response read(Exchange exchange) {
        boolean explain = exchange.query().bool("explain").orElse(false);
        exchange.query().finish();
        Optional<Account> account = Decode.findUserId(exchange).flatMap(accounts::find);
        return account.isPresent()
                ? Response.ok(fields -> write(fields, account.get(), explain))
                : Response.ok(fields -> fields.bool("exists", false).string("user_id", exchange.path("user_id")));
    }

    private void write(JsonFields fields, Account account, boolean explain) {
        Instant now = clock.instant();
        Eligibility eligibility = Eligibility.of(account, catalogue, now);
        fields.bool("exists", true).string("user_id", account.userId().value());
        Encode.entitlement(fields, eligibility.entitlement());
        fields.array("active_sanctions", eligibility.sanctions(), AccountJson::sanction);
        Encode.effectiveLimits(fields, eligibility.limits());
        Encode.markers(fields, eligibility.markers());
        if (explain) {
            fields.array("denials", Eligibility.denials(account, catalogue, now), EligibilityRoutes::denial);
        }
    }

    private static void denial(JsonFields row, Denial denial) {
        row.string("marker", denial.marker().code())
                .string("kind", denial.kind().code())
                .string("code", denial.code())
                .time("expires_at", denial.expiresAt());
    }
}
