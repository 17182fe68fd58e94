package galaxy.client.geoprofile;

import galaxy.client.geoprofile.CountryVersion.Step;
import galaxy.client.transport.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.Parsed;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** From the JSON of responses to their values. */
final class Decode {
    private Decode() {}

    static CountryVersion version(JsonFields fields) {
        Step proposal = new Step(
                fields.time("proposed_at"), actor(fields.object("actor")), ReasonCode.of(fields.string("reason_code")));
        Optional<Step> decision = fields.optionalTime("decided_at")
                .map(at -> new Step(
                        at, actor(fields.object("decided_by")), ReasonCode.of(fields.string("decision_reason_code"))));
        return new CountryVersion(
                fields.integer("number"),
                CountryCode.of(fields.string("country")),
                fields.string("source"),
                fields.string("state"),
                proposal,
                decision,
                fields.optionalTime("effective_at"),
                fields.optionalTime("ended_at"),
                fields.optionalString("failure"));
    }

    static CountryVersion versionOf(JsonFields fields) {
        return version(fields.object("version"));
    }

    static CountryProfile profile(JsonFields fields) {
        return new CountryProfile(
                fields.string("user_id"),
                fields.optionalObject("effective").map(Decode::version),
                fields.optionalObject("syncing").map(Decode::version),
                fields.optionalObject("proposed").map(Decode::version),
                mostObserved(fields),
                fields.optionalTime("next_proposal_at"));
    }

    static CountryReview review(JsonFields fields) {
        return new CountryReview(
                switch (UserId.parse(fields.string("user_id"))) {
                    case Parsed.Valid<UserId>(UserId userId) -> userId;
                    case Parsed.Invalid<UserId> _ -> throw fields.wrong("user_id", "a user id");
                },
                versionOf(fields),
                mostObserved(fields));
    }

    private static Optional<MostObserved> mostObserved(JsonFields fields) {
        return fields.optionalObject("most_observed")
                .map(most -> new MostObserved(CountryCode.of(most.string("country")), most.integer("days")));
    }

    static ObservedCountry observed(JsonFields fields) {
        return new ObservedCountry(
                CountryCode.of(fields.string("country")),
                fields.integer("days"),
                fields.integer("count"),
                day(fields, "first_day"),
                day(fields, "last_day"));
    }

    private static LocalDate day(JsonFields fields, String name) {
        try {
            return LocalDate.parse(fields.string(name));
        } catch (DateTimeException e) {
            throw fields.wrong(name, "a day");
        }
    }

    private static Actor actor(JsonFields fields) {
        return new Actor(fields.string("type"), fields.optionalString("id"));
    }
}
