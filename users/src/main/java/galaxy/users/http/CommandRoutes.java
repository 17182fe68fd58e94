package galaxy.users.http;

import static galaxy.users.http.UsersApi.BASE;

import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.Response;
import galaxy.chassis.http.Route;
import galaxy.chassis.identity.Access;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Actor;
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
import galaxy.users.entitlement.ExtendPaid;
import galaxy.users.entitlement.GrantPaid;
import galaxy.users.entitlement.RevokePaid;
import galaxy.users.limit.RemoveLimit;
import galaxy.users.limit.SetLimit;
import galaxy.users.sanction.ApplySanction;
import galaxy.users.sanction.RemoveSanction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** For admins and billing: the commands on entitlements, sanctions and limits. */
final class CommandRoutes {
    private static final MutationSource SOURCE = MutationSource.ADMIN_COMMAND;

    private final Accounts accounts;
    private final Encode encode;

    CommandRoutes(Accounts accounts, Encode encode) {
        this.accounts = accounts;
        this.encode = encode;
    }

    List<Route> routes(Access admin, Access adminAndBilling) {
        BiConsumer<JsonFields, Account> entitlement =
                (fields, account) -> Encode.entitlement(fields, account.entitlement());
        return List.of(
                route("entitlements/grant", adminAndBilling, CommandRoutes::grant, entitlement),
                route("entitlements/extend", adminAndBilling, CommandRoutes::extend, entitlement),
                route("entitlements/revoke", adminAndBilling, CommandRoutes::revoke, entitlement),
                route("sanctions/apply", admin, CommandRoutes::applySanction, Encode::activeSanctions),
                route("sanctions/remove", admin, CommandRoutes::removeSanction, Encode::activeSanctions),
                route("limits/set", admin, CommandRoutes::setLimit, encode::limits),
                route("limits/remove", admin, CommandRoutes::removeLimit, encode::limits));
    }

    private Route route(
            String path, Access access, Function<Fields, Command> decode, BiConsumer<JsonFields, Account> part) {
        return Route.post(BASE + "/users/{user_id}/" + path, access, exchange -> perform(exchange, path, decode, part))
                .query("dry_run");
    }

    private Response perform(
            Exchange exchange, String path, Function<Fields, Command> decode, BiConsumer<JsonFields, Account> part) {
        Command command = decode.apply(exchange.body());
        return Encode.outcome(
                accounts.perform(Decode.userId(exchange), command, Decode.request(exchange, path, SOURCE)),
                account -> Response.ok(fields ->
                        part.accept(fields.string("user_id", account.userId().value()), account)));
    }

    private static Command grant(Fields body) {
        Optional<Plan> plan = body.string("plan_code", Decode.by(CommandRoutes::paidPlan));
        Optional<Instant> startsAt = body.optionalTime("starts_at");
        Optional<Instant> endsAt = body.optionalTime("ends_at");
        Why why = Why.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new GrantPaid(plan.orElseThrow(), startsAt, endsAt, source.orElseThrow(), why.reasonCode(), why.by());
    }

    private static Command extend(Fields body) {
        Optional<Instant> endsAt = body.time("ends_at");
        Why why = Why.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new ExtendPaid(endsAt.orElseThrow(), source.orElseThrow(), why.reasonCode(), why.by());
    }

    private static Command revoke(Fields body) {
        Why why = Why.read(body);
        Optional<Source> source = source(body);
        body.finish();
        return new RevokePaid(source.orElseThrow(), why.reasonCode(), why.by());
    }

    private static Command applySanction(Fields body) {
        Optional<SanctionCode> code = body.string("sanction_code", Decode.by(SanctionCode::parse));
        Optional<Scope> scope = body.optionalString("scope", Decode.by(Scope::parse));
        Optional<Instant> expiresAt = body.optionalTime("expires_at");
        Why why = Why.read(body);
        body.finish();
        return new ApplySanction(code.orElseThrow(), scope, expiresAt, why.reasonCode(), why.by());
    }

    private static Command removeSanction(Fields body) {
        Optional<SanctionCode> code = body.string("sanction_code", Decode.by(SanctionCode::parse));
        Why why = Why.read(body);
        body.finish();
        return new RemoveSanction(code.orElseThrow(), why.reasonCode(), why.by());
    }

    private static Command setLimit(Fields body) {
        Optional<LimitCode> code = body.string("limit_code", Decode.by(LimitCode::parse));
        Optional<LimitValue> value =
                body.integer("value", 0, LimitValue.MAX).map(count -> new LimitValue(count.intValue()));
        Optional<Instant> expiresAt = body.optionalTime("expires_at");
        Why why = Why.read(body);
        body.finish();
        return new SetLimit(code.orElseThrow(), value.orElseThrow(), expiresAt, why.reasonCode(), why.by());
    }

    private static Command removeLimit(Fields body) {
        Optional<LimitCode> code = body.string("limit_code", Decode.by(LimitCode::parse));
        Why why = Why.read(body);
        body.finish();
        return new RemoveLimit(code.orElseThrow(), why.reasonCode(), why.by());
    }

    private static Optional<Source> source(Fields body) {
        return body.string("source", Decode.by(Source::parse));
    }

    private static Parsed<Plan> paidPlan(String raw) {
        return Plan.parse(raw) instanceof Parsed.Valid<Plan>(Plan plan) && plan.isPaid()
                ? Parsed.valid(plan)
                : Parsed.invalid("must be paid_monthly, paid_yearly or paid_lifetime");
    }

    /** What every command is asked for; present once the body was finished without a problem. */
    private record Why(Optional<ReasonCode> reason, Optional<Actor> actor) {
        static Why read(Fields body) {
            return new Why(Decode.reason(body), Decode.actor(body));
        }

        ReasonCode reasonCode() {
            return reason.orElseThrow();
        }

        Actor by() {
            return actor.orElseThrow();
        }
    }
}
