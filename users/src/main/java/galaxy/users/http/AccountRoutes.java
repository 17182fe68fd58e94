package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.contracts.MutationSource;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.account.CountryCode;
import galaxy.users.account.LanguageTag;
import galaxy.users.account.TimeZoneName;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.ChangeSettings;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.RaceName;
import java.util.List;
import java.util.Optional;

/** For the gateway: the user's own account. For the geo service: the declared country. */
final class AccountRoutes {
    private static final MutationSource SELF_SERVICE = MutationSource.SELF_SERVICE;

    private final Accounts accounts;
    private final Encode encode;

    AccountRoutes(Accounts accounts, Encode encode) {
        this.accounts = accounts;
        this.encode = encode;
    }

    List<Route> routes(Access gateway, Access geo) {
        return List.of(
                Route.get(BASE + "/users/{user_id}/account", gateway, this::read),
                Route.post(BASE + "/users/{user_id}/profile", gateway, this::changeProfile),
                Route.post(BASE + "/users/{user_id}/settings", gateway, this::changeSettings),
                Route.post(BASE + "/users/{user_id}/declared-country/sync", geo, this::syncCountry));
    }

    private Response read(Exchange exchange) {
        return accounts.find(Decode.userId(exchange)).map(this::aggregate).orElseGet(Encode::userNotFound);
    }

    private Response changeProfile(Exchange exchange) {
        Fields body = exchange.body();
        Optional<RaceName> name = body.string("race_name", Decode.by(RaceName::parse));
        body.finish();
        return Encode.outcome(
                accounts.perform(
                        Decode.userId(exchange),
                        new ChangeProfile(name.orElseThrow()),
                        Decode.request(exchange, "profile", SELF_SERVICE)),
                this::aggregate);
    }

    private Response changeSettings(Exchange exchange) {
        Fields body = exchange.body();
        Optional<LanguageTag> language = body.optionalString("preferred_language", Decode.by(LanguageTag::parse));
        Optional<TimeZoneName> zone = body.optionalString("time_zone", Decode.by(TimeZoneName::parse));
        if (!body.has("preferred_language") && !body.has("time_zone")) {
            body.problem("", "must have preferred_language or time_zone or both");
        }
        body.finish();
        return Encode.outcome(
                accounts.perform(
                        Decode.userId(exchange),
                        new ChangeSettings(language, zone),
                        Decode.request(exchange, "settings", SELF_SERVICE)),
                this::aggregate);
    }

    private Response syncCountry(Exchange exchange) {
        Fields body = exchange.body();
        Optional<CountryCode> country = body.string("declared_country", Decode.by(CountryCode::parse));
        body.finish();
        return Encode.outcome(
                accounts.perform(
                        Decode.userId(exchange),
                        new SyncCountry(country.orElseThrow()),
                        Decode.request(exchange, "declared-country/sync", MutationSource.GEO_SYNC)),
                account -> Response.ok(fields -> fields.string(
                                "user_id", account.userId().value())
                        .string("declared_country", account.declaredCountry().map(CountryCode::value))
                        .time("updated_at", account.updatedAt())));
    }

    private Response aggregate(Account account) {
        return Response.ok(fields -> encode.account(fields, account));
    }
}
