package galaxy.connections.store;

import com.google.protobuf.Message;
import galaxy.contracts.connections.v1.ContactLink;
import galaxy.models.connections.ConnectionsModel;
import galaxy.models.connections.Outcome;
import galaxy.models.connections.Outcome.Event;
import galaxy.models.connections.Outcome.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The model of the service, and what it has published.
 *
 * @param events a line each, by {@code type subject}
 */
record ModelWithEvents(ConnectionsModel service, Map<String, List<String>> events) {
    ModelWithEvents() {
        this(new ConnectionsModel(), new TreeMap<>());
    }

    ModelWithEvents copy() {
        return new ModelWithEvents(service.after(copy -> {}), new TreeMap<>(events));
    }

    Result serve(Message request, Instant now, Supplier<Optional<ContactLink>> drawn) {
        Outcome outcome = service.decide(request, now, drawn);
        outcome.change().run();
        outcome.events().forEach(this::publish);
        return outcome.result();
    }

    private void publish(Event event) {
        String feed = event.type() + " " + event.subject();
        List<String> lines = new ArrayList<>(events.getOrDefault(feed, List.of()));
        lines.add(event.operation() + " " + Lines.of(event.type(), event.value(), event.actor()));
        events.put(feed, List.copyOf(lines));
    }
}
