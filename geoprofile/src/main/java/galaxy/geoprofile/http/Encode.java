package galaxy.geoprofile.http;

import galaxy.chassis.http.Detail;
import galaxy.chassis.http.Response;
import galaxy.chassis.json.JsonFields;
import galaxy.contracts.ErrorCode;
import galaxy.geoprofile.observation.Observed;
import galaxy.geoprofile.profile.Conflict;
import galaxy.geoprofile.profile.Outcome;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Failure;
import galaxy.kernel.Actor;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What responses consist of. */
final class Encode {
    private Encode() {}

    static Response outcome(UserId userId, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(CountryVersion version) ->
                Response.ok(fields ->
                        fields.string("user_id", userId.value()).object("version", inner -> version(inner, version)));
            case Outcome.Refused(Conflict conflict) -> conflict(conflict);
            case Outcome.UnknownUser _ -> userNotFound();
            case Outcome.UnknownVersion _ -> versionNotFound();
            case Outcome.KeyReused _ ->
                Response.error(
                        ErrorCode.CONFLICT,
                        "The Idempotency-Key was used with another request. Send a new key with a new request.",
                        List.of());
        };
    }

    static Response userNotFound() {
        return Response.error(ErrorCode.USER_NOT_FOUND);
    }

    static Response versionNotFound() {
        return Response.error(ErrorCode.VERSION_NOT_FOUND);
    }

    private static Response conflict(Conflict conflict) {
        List<Detail> details = new ArrayList<>();
        details.add(new Detail("state", conflict.state().code()));
        conflict.nextProposalAt().ifPresent(at -> details.add(new Detail("next_proposal_at", Rfc3339.format(at))));
        return Response.error(ErrorCode.CONFLICT, conflict.state().sentence(), details);
    }

    static void version(JsonFields fields, CountryVersion version) {
        Optional<Step> decision = version.decision();
        fields.number("number", version.number())
                .string("country", version.country().value())
                .string("source", version.source().code())
                .string("state", version.state().code())
                .string("reason_code", version.proposal().reason().value())
                .object("actor", inner -> actor(inner, version.proposal().actor()))
                .time("proposed_at", version.proposal().at())
                .time("decided_at", decision.map(Step::at))
                .object("decided_by", decision.map(Step::actor), Encode::actor)
                .string(
                        "decision_reason_code",
                        decision.map(step -> step.reason().value()))
                .time("effective_at", version.effectiveAt())
                .time("ended_at", version.endedAt())
                .string("failure", version.failure().map(Failure::code));
    }

    private static void actor(JsonFields fields, Actor actor) {
        fields.string("type", actor.type()).string("id", actor.id());
    }

    static void mostObserved(JsonFields fields, Optional<Observed> observed) {
        fields.object(
                "most_observed",
                observed,
                (inner, most) -> inner.string("country", most.country().value()).number("days", most.days()));
    }

    static void observed(JsonFields fields, Observed observed) {
        fields.string("country", observed.country().value())
                .number("days", observed.days())
                .number("count", observed.count())
                .string("first_day", observed.firstDay().toString())
                .string("last_day", observed.lastDay().toString());
    }
}
