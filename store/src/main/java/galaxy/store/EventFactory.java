package galaxy.store;

import galaxy.chassis.json.JsonFields;
import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Makes the events of one service: the same envelope and the same kind of id for all of them. */
public final class EventFactory {
    private final String source;
    private final RandomGenerator random;

    EventFactory(Keyspace space, RandomGenerator random) {
        this.source = "/galaxy/" + space.source();
        this.random = random;
    }

    /**
     * One thing that changed.
     *
     * @param type of the event, for example {@code user.profile.changed}
     * @param operation what happened to the part, for example {@code updated}
     * @param subject the id of the user whom it is about, never an e-mail address
     * @param actor who did it, where that is recorded
     * @param cause what caused it
     * @param part writes the changed part
     */
    public record Changed(
            String type,
            String operation,
            String subject,
            Optional<Actor> actor,
            Cause cause,
            Consumer<JsonFields> part) {}

    /**
     * The events of one change of a record, in their order. Their ids share a random part, because a fail-over can take back
     * a change and give its sequence to another one, and end in their place among the events of the change.
     *
     * @param decidedAt when the change was decided
     * @param sequence the version of the record that the change makes
     */
    public List<Event> events(List<Changed> changes, Instant decidedAt, long sequence) {
        String id = "evt_" + Naming.freshToken(random) + "/";
        List<Event> events = new ArrayList<>(changes.size());
        for (Changed change : changes) {
            events.add(new Event(
                    id + events.size(),
                    change.type(),
                    source,
                    change.subject(),
                    decidedAt,
                    sequence,
                    change.cause().traceparent().orElse(""),
                    data(change)));
        }
        return events;
    }

    private static String data(Changed change) {
        Cause cause = change.cause();
        byte[] json = JsonFields.encode(fields -> {
            fields.string("operation", change.operation())
                    .string("mutation_source", cause.mutationSource())
                    .string("caller", cause.caller())
                    .object("actor", change.actor(), EventFactory::write)
                    .string("request_id", cause.requestId());
            change.part().accept(fields);
        });
        return new String(json, StandardCharsets.UTF_8);
    }

    private static void write(JsonFields fields, Actor actor) {
        fields.string("type", actor.type()).string("id", actor.id());
    }
}
