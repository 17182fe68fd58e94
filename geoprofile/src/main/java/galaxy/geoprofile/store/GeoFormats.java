package galaxy.geoprofile.store;

import galaxy.chassis.json.JsonFields;
import galaxy.geoprofile.observation.Observations;
import galaxy.geoprofile.profile.Conflict;
import galaxy.geoprofile.profile.Profile;
import galaxy.geoprofile.profile.RecordedResponse;
import galaxy.geoprofile.profile.RecordedResponse.Result;
import galaxy.geoprofile.profile.Sending;
import galaxy.geoprofile.version.CountryVersion;
import galaxy.geoprofile.version.CountryVersion.Step;
import galaxy.geoprofile.version.Failure;
import galaxy.geoprofile.version.VersionSource;
import galaxy.geoprofile.version.VersionState;
import galaxy.kernel.Actor;
import galaxy.kernel.CountryCode;
import galaxy.kernel.ReasonCode;
import galaxy.store.Format;
import galaxy.store.StoredJson;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;

/** How profiles, versions, responses and observations are stored. */
final class GeoFormats {
    static final Format<CountryVersion> VERSION = Format.json(GeoFormats::writeVersion, GeoFormats::readVersion);
    static final Format<Profile> PROFILE = Format.json(GeoFormats::writeProfile, GeoFormats::readProfile);
    static final Format<RecordedResponse> RESPONSE = Format.json(GeoFormats::writeResponse, GeoFormats::readResponse);
    static final Format<Observations> OBSERVATIONS =
            Format.json(GeoFormats::writeObservations, GeoFormats::readObservations);

    private GeoFormats() {}

    private static void writeProfile(JsonFields fields, Profile profile) {
        fields.number("next", profile.next());
        profile.proposed().ifPresent(version -> fields.object("proposed", inner -> writeVersion(inner, version)));
        profile.syncing().ifPresent(version -> fields.object("syncing", inner -> writeVersion(inner, version)));
        profile.effective().ifPresent(version -> fields.object("effective", inner -> writeVersion(inner, version)));
        StoredJson.time(fields, "changed", profile.changedAt());
        Sending sending = profile.sending();
        fields.object("sending", inner -> {
            inner.number("repetitions", sending.repetitions())
                    .bool("repetition_due", sending.isRepetitionDue())
                    .bool("another_needed", sending.isAnotherNeeded())
                    .number("attempts", sending.attempts());
            StoredJson.time(inner, "due", sending.dueAt());
        });
    }

    private static Profile readProfile(JsonNode json) {
        JsonNode sending = json.required("sending");
        return new Profile(
                json.required("next").intValue(),
                StoredJson.optional(json, "proposed").map(GeoFormats::readVersion),
                StoredJson.optional(json, "syncing").map(GeoFormats::readVersion),
                StoredJson.optional(json, "effective").map(GeoFormats::readVersion),
                StoredJson.optional(json, "changed").map(StoredJson::time),
                new Sending(
                        sending.required("repetitions").intValue(),
                        sending.required("repetition_due").booleanValue(),
                        sending.required("another_needed").booleanValue(),
                        sending.required("attempts").intValue(),
                        StoredJson.optional(sending, "due").map(StoredJson::time)));
    }

    private static void writeVersion(JsonFields fields, CountryVersion version) {
        fields.number("number", version.number())
                .string("country", version.country().value())
                .string("source", version.source().code())
                .string("state", version.state().code())
                .object("proposal", inner -> writeStep(inner, version.proposal()));
        version.decision().ifPresent(step -> fields.object("decision", inner -> writeStep(inner, step)));
        StoredJson.time(fields, "effective", version.effectiveAt());
        StoredJson.time(fields, "ended", version.endedAt());
        version.failure().ifPresent(failure -> fields.string("failure", failure.code()));
    }

    private static CountryVersion readVersion(JsonNode json) {
        return new CountryVersion(
                json.required("number").intValue(),
                CountryCode.of(StoredJson.text(json, "country")),
                new VersionSource(StoredJson.text(json, "source")),
                new VersionState(StoredJson.text(json, "state")),
                readStep(json.required("proposal")),
                StoredJson.optional(json, "decision").map(GeoFormats::readStep),
                StoredJson.optional(json, "effective").map(StoredJson::time),
                StoredJson.optional(json, "ended").map(StoredJson::time),
                StoredJson.optional(json, "failure").map(JsonNode::stringValue).map(Failure::new));
    }

    private static void writeStep(JsonFields fields, Step step) {
        fields.number("at", step.at().toEpochMilli())
                .string("actor_type", step.actor().type());
        step.actor().id().ifPresent(id -> fields.string("actor_id", id));
        fields.string("reason", step.reason().value());
    }

    private static Step readStep(JsonNode json) {
        return new Step(
                StoredJson.time(json, "at"),
                new Actor(
                        StoredJson.text(json, "actor_type"),
                        StoredJson.optional(json, "actor_id").map(JsonNode::stringValue)),
                ReasonCode.of(StoredJson.text(json, "reason")));
    }

    private static void writeResponse(JsonFields fields, RecordedResponse response) {
        fields.string("fingerprint", response.fingerprint())
                .number("at", response.at().toEpochMilli());
        switch (response.result()) {
            case Result.OfVersion(int number) -> fields.number("version", number);
            case Result.OfConflict(Conflict conflict) -> {
                fields.string("conflict", conflict.state().code());
                StoredJson.time(fields, "next_proposal", conflict.nextProposalAt());
            }
        }
    }

    private static RecordedResponse readResponse(JsonNode json) {
        Result result = json.has("version")
                ? new Result.OfVersion(json.required("version").intValue())
                : new Result.OfConflict(new Conflict(
                        new Conflict.State(StoredJson.text(json, "conflict")),
                        StoredJson.optional(json, "next_proposal").map(StoredJson::time)));
        return new RecordedResponse(StoredJson.text(json, "fingerprint"), result, StoredJson.time(json, "at"));
    }

    /** Days are counted from 1970. */
    private static void writeObservations(JsonFields fields, Observations observations) {
        fields.array(
                "counts",
                observations.counts(),
                (row, count) -> row.number("day", count.day().toEpochDay())
                        .string("country", count.country().value())
                        .number("count", count.count()));
    }

    private static Observations readObservations(JsonNode json) {
        return new Observations(StoredJson.list(
                json,
                "counts",
                row -> new Observations.Count(
                        LocalDate.ofEpochDay(row.required("day").longValue()),
                        CountryCode.of(StoredJson.text(row, "country")),
                        row.required("count").intValue())));
    }
}
