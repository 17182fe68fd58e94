package galaxy.users.http;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Exchange;
import galaxy.chassis.http.Fields;
import galaxy.chassis.http.RefusedException;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import galaxy.contracts.MutationSource;
import galaxy.kernel.Cause;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.LanguageTag;
import galaxy.kernel.Parsed;
import galaxy.kernel.UserId;
import galaxy.users.account.Accounts;
import galaxy.users.account.TimeZoneName;
import galaxy.users.registration.Registrations;
import galaxy.users.registration.Registrations.Ensured;
import galaxy.users.registration.Registrations.Standing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** For the sign-in service: the user of an e-mail address, and whether the address is blocked. */
final class SignInHandlers {
    private final Registrations registrations;
    private final Accounts accounts;

    SignInHandlers(Registrations registrations, Accounts accounts) {
        this.registrations = registrations;
        this.accounts = accounts;
    }

    Response resolve(Exchange exchange) {
        Standing standing = registrations.resolve(Decode.onlyEmail(exchange));
        return Response.ok(fields -> standing(fields, "kind", standing, "existing"));
    }

    Response exists(Exchange exchange) {
        boolean exists = Decode.findUserId(exchange).flatMap(accounts::find).isPresent();
        return Response.ok(fields -> fields.bool("exists", exists));
    }

    Response ensure(Exchange exchange) {
        Fields body = exchange.body();
        Optional<EmailAddress> email = Decode.email(body);
        Optional<Fields> context = body.object("registration_context");
        Optional<Parsed<LanguageTag>> language =
                context.flatMap(inner -> inner.string("preferred_language")).map(LanguageTag::parse);
        Optional<Parsed<TimeZoneName>> zone =
                context.flatMap(inner -> inner.string("time_zone")).map(TimeZoneName::parse);
        if (email.isEmpty()) {
            problems(language, zone).forEach(problem -> body.problem(problem.field(), problem.reason()));
        }
        body.finish();
        Ensured ensured =
                ensure(email.orElseThrow(), language, zone, Decode.cause(exchange, MutationSource.AUTH_REGISTRATION));
        String existing = ensured.isCreated() ? "created" : "existing";
        return Response.ok(fields -> standing(fields, "outcome", ensured.standing(), existing));
    }

    /** Only who is created needs a language and a time zone that are valid. */
    private Ensured ensure(
            EmailAddress email,
            Optional<Parsed<LanguageTag>> language,
            Optional<Parsed<TimeZoneName>> zone,
            Cause cause) {
        List<Detail> problems = problems(language, zone);
        return problems.isEmpty()
                ? registrations.ensure(
                        email,
                        language.orElseThrow().orElseThrow(),
                        zone.orElseThrow().orElseThrow(),
                        cause)
                : registrations
                        .ensureKnown(email)
                        .orElseThrow(() -> new RefusedException(
                                Response.error(ErrorCode.INVALID_REQUEST, problems.toArray(Detail[]::new))));
    }

    private static List<Detail> problems(Optional<? extends Parsed<?>> language, Optional<? extends Parsed<?>> zone) {
        return Stream.concat(problem("preferred_language", language), problem("time_zone", zone))
                .toList();
    }

    private static Stream<Detail> problem(String field, Optional<? extends Parsed<?>> parsed) {
        return parsed.isPresent() && parsed.get() instanceof Parsed.Invalid<?>(String reason)
                ? Stream.of(new Detail("registration_context." + field, reason))
                : Stream.empty();
    }

    private static void standing(JsonFields fields, String name, Standing standing, String existing) {
        switch (standing) {
            case Standing.Creatable creatable ->
                noBlock(fields.string(name, "creatable").nothing("user_id"));
            case Standing.Existing(UserId userId) ->
                noBlock(fields.string(name, existing).string("user_id", userId.value()));
            case Standing.Blocked blocked ->
                fields.string(name, "blocked")
                        .string("user_id", blocked.userId().map(UserId::value))
                        .string("block_reason_code", blocked.reason().value())
                        .string("block_id", blocked.blockId())
                        .time("block_expires_at", blocked.expiresAt());
        }
    }

    private static void noBlock(JsonFields fields) {
        fields.nothing("block_reason_code").nothing("block_id").nothing("block_expires_at");
    }
}
