package galaxy.users.http;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.eligibility.Eligibility;
import galaxy.users.limit.LimitCatalogue;
import galaxy.users.racename.RaceName;
import galaxy.users.registration.Registrations;
import galaxy.users.standing.Standings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads of one user, by id, e-mail address or race name. */
final class ReadHandlers {
    private final Accounts accounts;
    private final Registrations registrations;
    private final Standings standings;
    private final LimitCatalogue catalogue;
    private final InstantSource clock;
    private final Encode encode;

    ReadHandlers(
            Accounts accounts,
            Registrations registrations,
            Standings standings,
            LimitCatalogue catalogue,
            InstantSource clock) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.standings = standings;
        this.catalogue = catalogue;
        this.clock = clock;
        this.encode = new Encode(catalogue);
    }

    Response account(Exchange exchange) {
        return account(accounts.find(Decode.userId(exchange)));
    }

    Response byEmail(Exchange exchange) {
        return account(registrations.read(Decode.onlyEmail(exchange)).flatMap(accounts::find));
    }

    Response byRaceName(Exchange exchange) {
        Fields body = exchange.body();
        Optional<RaceName> name = body.string("race_name", RaceName::parseKnown);
        body.finish();
        return account(accounts.findByRaceName(name.orElseThrow()));
    }

    Response eligibility(Exchange exchange) {
        boolean explain = exchange.query().bool("explain").orElse(false);
        exchange.query().finish();
        Optional<Account> account = Decode.findUserId(exchange).flatMap(accounts::find);
        return account.isPresent()
                ? Response.ok(fields -> eligibility(fields, account.get(), explain))
                : Response.ok(fields -> fields.bool("exists", false).string("user_id", exchange.path("user_id")));
    }

    Response standing(Exchange exchange) {
        return standings
                .find(Decode.userId(exchange))
                .map(standing -> Response.ok(fields -> EncodeStanding.standing(fields, standing)))
                .orElseGet(Encode::userNotFound);
    }

    private Response account(Optional<Account> account) {
        return account.map(known -> Response.ok(fields -> encode.account(fields, known)))
                .orElseGet(Encode::userNotFound);
    }

    private void eligibility(JsonFields fields, Account account, boolean explain) {
        Instant now = clock.instant();
        fields.bool("exists", true).string("user_id", account.userId().value());
        Encode.eligibility(fields, account.userId(), Eligibility.of(account, catalogue, now));
        if (explain) {
            fields.array("denials", Eligibility.denials(account, catalogue, now), Encode::denial);
        }
    }
}
