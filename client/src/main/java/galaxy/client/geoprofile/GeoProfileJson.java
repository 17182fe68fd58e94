package galaxy.client.geoprofile;

import galaxy.client.geoprofile.CountryVersion.Step;
import galaxy.kernel.Actor;
import galaxy.kernel.Rfc3339;
import galaxy.kernel.UserId;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of responses as the JSON of the contract, for programs that pass them on. */
public final class GeoProfileJson {
    private GeoProfileJson() {}

    /** What a proposal and a decision return. */
    public static ObjectNode decided(UserId userId, CountryVersion version) {
        ObjectNode node = object().put("user_id", userId.value());
        node.set("version", version(version));
        return node;
    }

    /** A version. */
    public static ObjectNode version(CountryVersion version) {
        ObjectNode node = object().put("number", version.number())
                .put("country", version.country().value())
                .put("source", version.source())
                .put("state", version.state())
                .put("reason_code", version.proposal().reason().value());
        node.set("actor", actor(version.proposal().actor()));
        node.put("proposed_at", Rfc3339.format(version.proposal().at()));
        Optional<Step> decision = version.decision();
        time(node, "decided_at", decision.map(Step::at));
        object(node, "decided_by", decision.map(Step::actor).map(GeoProfileJson::actor));
        text(node, "decision_reason_code", decision.map(step -> step.reason().value()));
        time(node, "effective_at", version.effectiveAt());
        time(node, "ended_at", version.endedAt());
        text(node, "failure", version.failure());
        return node;
    }

    /** The versions of a user that are not history. */
    public static ObjectNode profile(CountryProfile profile) {
        ObjectNode node = object().put("user_id", profile.userId());
        object(node, "effective", profile.effective().map(GeoProfileJson::version));
        object(node, "syncing", profile.syncing().map(GeoProfileJson::version));
        object(node, "proposed", profile.proposed().map(GeoProfileJson::version));
        object(node, "most_observed", profile.mostObserved().map(GeoProfileJson::mostObserved));
        time(node, "next_proposal_at", profile.nextProposalAt());
        return node;
    }

    /** A version that waits. */
    public static ObjectNode review(CountryReview review) {
        ObjectNode node = decided(review.userId(), review.version());
        object(node, "most_observed", review.mostObserved().map(GeoProfileJson::mostObserved));
        return node;
    }

    /** A country in which a user was seen. */
    public static ObjectNode observed(ObservedCountry observed) {
        return object().put("country", observed.country().value())
                .put("days", observed.days())
                .put("count", observed.count())
                .put("first_day", observed.firstDay().toString())
                .put("last_day", observed.lastDay().toString());
    }

    private static ObjectNode mostObserved(MostObserved most) {
        return object().put("country", most.country().value()).put("days", most.days());
    }

    private static ObjectNode actor(Actor actor) {
        ObjectNode node = object().put("type", actor.type());
        text(node, "id", actor.id());
        return node;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void object(ObjectNode node, String name, Optional<ObjectNode> value) {
        value.ifPresentOrElse(known -> node.set(name, known), () -> node.putNull(name));
    }

    private static void time(ObjectNode node, String name, Optional<Instant> value) {
        text(node, name, value.map(Rfc3339::format));
    }

    private static void text(ObjectNode node, String name, Optional<String> value) {
        value.ifPresentOrElse(text -> node.put(name, text), () -> node.putNull(name));
    }
}
