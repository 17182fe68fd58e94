package galaxy.store;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.kernel.Actor;
import galaxy.kernel.Cause;
import galaxy.store.EventFactory.Changed;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class EventFactoryTest {
    private static final Cause CAUSE =
            new Cause("self_service", Optional.of("lobby-1"), Optional.of("req-7"), Optional.of("00-trace"));

    private final EventFactory factory = new EventFactory(new Keyspace("users"), new Random(7));

    private static Changed changed(Optional<Actor> actor, Cause cause) {
        return new Changed("user.part.changed", "updated", "usr_1", actor, cause, part -> part.string("name", "Nova"));
    }

    @Test
    void writes_the_cause_before_the_changed_part() {
        Event event = factory.events(
                        List.of(changed(Optional.of(Actor.of("admin", "ops-7")), CAUSE)), TestStore.NOON, 3)
                .getFirst();
        assertThat(event)
                .extracting(
                        Event::type, Event::source, Event::subject, Event::time, Event::sequence, Event::traceparent)
                .containsExactly("user.part.changed", "/galaxy/users", "usr_1", TestStore.NOON, 3L, "00-trace");
        assertThat(event.data())
                .isEqualTo(
                        "{\"operation\":\"updated\",\"mutation_source\":\"self_service\",\"caller\":\"lobby-1\","
                                + "\"actor\":{\"type\":\"admin\",\"id\":\"ops-7\"},\"request_id\":\"req-7\",\"name\":\"Nova\"}");
    }

    @Test
    void writes_null_for_what_is_absent() {
        Event event = factory.events(List.of(changed(Optional.empty(), Cause.EXPIRY)), TestStore.NOON, 1)
                .getFirst();
        assertThat(event.traceparent()).isEmpty();
        assertThat(event.data())
                .isEqualTo("{\"operation\":\"updated\",\"mutation_source\":\"expiry\",\"caller\":null,"
                        + "\"actor\":null,\"request_id\":null,\"name\":\"Nova\"}");
    }

    @Test
    void gives_the_events_of_one_change_ids_that_end_in_their_place() {
        Changed changed = changed(Optional.empty(), CAUSE);
        List<Event> first = factory.events(List.of(changed, changed), TestStore.NOON, 1);
        List<Event> second = factory.events(List.of(changed, changed), TestStore.NOON, 1);
        assertThat(first).extracting(Event::id).allMatch(id -> id.matches("evt_[A-Za-z0-9_-]{14}/[01]"));
        assertThat(first.get(0).id()).endsWith("/0");
        assertThat(first.get(1).id()).isEqualTo(first.get(0).id().replace("/0", "/1"));
        assertThat(second)
                .extracting(Event::id)
                .doesNotContainAnyElementsOf(first.stream().map(Event::id).toList());
    }
}
