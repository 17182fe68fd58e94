package galaxy.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By what the records of a service are indexed, and how far that is: one record for each service, which every instance
 * reads once a second.
 *
 * @param catalogue of the instance that started last, as {@link Layouts#catalogue} makes it
 * @param shards how many there are
 * @param state how far it is
 * @param isMoved whether there may be entries in the shards of another topology
 * @param reached the member of the walk over all records that was reached, while it is under way
 * @param asked the request by hand that was carried out last
 */
record Layout(
        String catalogue, int shards, State state, boolean isMoved, Optional<String> reached, Optional<String> asked) {
    enum State {
        /** The same as {@link #WALKING}, by hand: each record is indexed again, whatever it says. */
        REQUESTED,
        /** Records are being indexed again: not all entries can be relied upon. */
        WALKING,
        /** All entries can be relied upon; those in the shards of another topology are being deleted. */
        CLEARING,
        WHOLE
    }

    /** One that only a newer version knows promises nothing. */
    private static State state(String stored) {
        return Stream.of(State.values())
                .filter(state -> text(state).equals(stored))
                .findFirst()
                .orElse(State.WALKING);
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** A store without the record: new, or as it was written before there were shards. */
    static final Layout BEFORE =
            new Layout("", Shards.ONE_PER_BUCKET.all().size(), State.WHOLE, false, Optional.empty(), Optional.empty());

    static final Format<Layout> FORMAT = Format.json(
            (fields, layout) -> {
                fields.string("catalogue", layout.catalogue())
                        .number("shards", layout.shards())
                        .string("state", text(layout.state()));
                if (layout.isMoved()) {
                    fields.bool("moved", true);
                }
                layout.reached().ifPresent(member -> fields.string("reached", member));
                layout.asked().ifPresent(request -> fields.string("asked", request));
            },
            json -> new Layout(
                    StoredJson.text(json, "catalogue"),
                    json.required("shards").intValue(),
                    state(StoredJson.text(json, "state")),
                    json.path("moved").booleanValue(false),
                    StoredJson.optional(json, "reached").map(member -> member.stringValue()),
                    StoredJson.optional(json, "asked").map(request -> request.stringValue())));

    /** Everything is to be indexed by a catalogue, in so many shards. */
    Layout begun(String by, int in) {
        State next = state == State.REQUESTED ? State.REQUESTED : State.WALKING;
        return new Layout(by, in, next, shards != in || isMoved, Optional.empty(), asked);
    }

    /** Everything is to be indexed again, by hand. */
    Layout requested(Optional<String> request) {
        return new Layout(catalogue, shards, State.REQUESTED, isMoved, Optional.empty(), request);
    }

    /** Whether every record is indexed by the catalogue, in the shards of now. */
    boolean isComplete() {
        return state == State.CLEARING || state == State.WHOLE;
    }

    Layout reached(String member) {
        return new Layout(catalogue, shards, state, isMoved, Optional.of(member), asked);
    }

    /** Every record is indexed. */
    Layout walked() {
        return new Layout(catalogue, shards, isMoved ? State.CLEARING : State.WHOLE, isMoved, Optional.empty(), asked);
    }

    Layout cleared() {
        return new Layout(catalogue, shards, State.WHOLE, false, Optional.empty(), asked);
    }
}
