package galaxy.users.http;

import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Handler;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.End;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.Source;
import galaxy.users.account.Account;
import galaxy.users.account.Accounts;
import galaxy.users.account.Command;
import galaxy.users.account.LimitCode;
import galaxy.users.account.LimitValue;
import galaxy.users.account.Plan;
import galaxy.users.account.SanctionCode;
import galaxy.users.account.Scope;
import galaxy.users.account.TimeZoneName;
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.profile.ChangeProfile;
import galaxy.users.profile.ChangeSettings;
import galaxy.users.profile.SyncCountry;
import galaxy.users.racename.RaceName;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Commands on one account: each is decoded from a body, carried out, and answered with a part of the account. */
final class CommandHandlers {
    private final Accounts accounts;

    CommandHandlers(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Reads a whole body; a problem in it ends the request. */
    interface Decoder extends Function<Fields, Command> {}

    /** @param command its name, which is part of the fingerprint of a request */
    Handler handler(String command, MutationSource source, Decoder decoder, BiConsumer<JsonFields, Account> response) {
        return exchange -> {
            Command decoded = decoder.apply(exchange.body());
            return Encode.outcome(
                    accounts.perform(Decode.userId(exchange), decoded, Decode.request(exchange, command, source)),
                    account -> Response.ok(fields -> response.accept(fields, account)));
        };
    }

    static Command changeProfile(Fields body) {
        Optional<RaceName> name = body.string("race_name", RaceName::parse);
        body.finish();
        return new ChangeProfile(name.orElseThrow());
    }

    static Command changeSettings(Fields body) {
        Optional<LanguageTag> language = body.optionalString("preferred_language", LanguageTag::parse);
        Optional<TimeZoneName> zone = body.optionalString("time_zone", TimeZoneName::parse);
        if (!body.has("preferred_language") && !body.has("time_zone")) {
            body.problem("", "must have preferred_language or time_zone or both");
        }
        body.finish();
        return new ChangeSettings(language, zone);
    }

    static Command syncCountry(Fields body) {
        Optional<CountryCode> country = body.string("declared_country", CountryCode::parse);
        body.finish();
        return new SyncCountry(country.orElseThrow());
    }

    static Command grant(Fields body) {
        Optional<Plan> plan = body.string("plan_code", CommandHandlers::paidPlan);
        Optional<Instant> startsAt = body.optionalCommandTime("starts_at");
        End end = body.end("ends_at", "ends_in");
        Grounds grounds = Grounds.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new GrantPaid(
                plan.orElseThrow(), startsAt, end, source.orElseThrow(), grounds.reason(), grounds.actor());
    }

    static Command extend(Fields body) {
        End end = body.end("ends_at", "ends_in");
        if (!body.has("ends_at") && !body.has("ends_in")) {
            body.problem("ends_at", "is required");
        }
        Grounds grounds = Grounds.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new ExtendPaid(end, source.orElseThrow(), grounds.reason(), grounds.actor());
    }

    static Command revoke(Fields body) {
        Grounds grounds = Grounds.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new RevokePaid(source.orElseThrow(), grounds.reason(), grounds.actor());
    }

    static Command applySanction(Fields body) {
        Optional<SanctionCode> code = body.string("sanction_code", SanctionCode::parse);
        Optional<Scope> scope = body.optionalString("scope", Scope::parse);
        End end = body.end("expires_at", "expires_in");
        Grounds grounds = Grounds.read(body);
        body.finish();
        return new ApplySanction(code.orElseThrow(), scope, end, grounds.reason(), grounds.actor());
    }

    static Command removeSanction(Fields body) {
        Optional<SanctionCode> code = body.string("sanction_code", SanctionCode::parse);
        Grounds grounds = Grounds.read(body);
        body.finish();
        return new RemoveSanction(code.orElseThrow(), grounds.reason(), grounds.actor());
    }

    static Command setLimit(Fields body) {
        Optional<LimitCode> code = body.string("limit_code", LimitCode::parse);
        Optional<LimitValue> value =
                body.integer("value", 0, LimitValue.MAX).map(count -> new LimitValue(count.intValue()));
        End end = body.end("expires_at", "expires_in");
        Grounds grounds = Grounds.read(body);
        body.finish();
        return new SetLimit(code.orElseThrow(), value.orElseThrow(), end, grounds.reason(), grounds.actor());
    }

    static Command removeLimit(Fields body) {
        Optional<LimitCode> code = body.string("limit_code", LimitCode::parse);
        Grounds grounds = Grounds.read(body);
        body.finish();
        return new RemoveLimit(code.orElseThrow(), grounds.reason(), grounds.actor());
    }

    private static Optional<Source> source(Fields body) {
        return body.string("source", Source::parse);
    }

    private static Parsed<Plan> paidPlan(String raw) {
        return Plan.parse(raw) instanceof Parsed.Valid<Plan>(Plan plan) && plan.isPaid()
                ? Parsed.valid(plan)
                : Parsed.invalid("must be paid_monthly, paid_yearly or paid_lifetime");
    }

    /** The reason and the actor of a command, both present once the body is finished without a problem. */
    private record Grounds(Optional<ReasonCode> givenReason, Optional<Actor> givenActor) {
        static Grounds read(Fields body) {
            return new Grounds(Decode.reason(body), Decode.actor(body));
        }

        ReasonCode reason() {
            return givenReason.orElseThrow();
        }

        Actor actor() {
            return givenActor.orElseThrow();
        }
    }
}
