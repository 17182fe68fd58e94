package galaxy.geoprofile.store;

import static galaxy.geoprofile.memory.World.DE;
import static galaxy.geoprofile.memory.World.PILOT;
import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import galaxy.store.EventStream.Entry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which events matter, and what becomes of those that cannot be read. */
class CountryEventsTest {
    private final World world = World.over(new MemoryProfiles(), false);
    private final CountryEvents events = new CountryEvents(world.synchronisation, world);

    private void read(String type, String subject, String data) {
        world.reports.clear();
        events.read(new Entry("5-0", Map.of("type", type, "subject", subject, "data", data)));
    }

    private int repetitions() {
        return world.profile().sending().repetitions();
    }

    private boolean isAnotherNeeded() {
        return world.profile().sending().isAnotherNeeded();
    }

    @Test
    void a_change_of_the_country_by_others_leads_to_a_repetition() {
        world.set(DE);
        read("user.declared_country.changed", PILOT.value(), "{\"request_id\":\"checkout-1\"}");
        assertThat(repetitions()).isEqualTo(1);
        read("user.declared_country.changed", PILOT.value(), "{\"request_id\":\"geo." + PILOT + ".1.1\"}");
        assertThat(repetitions()).isEqualTo(1);
        assertThat(isAnotherNeeded()).isFalse();
        read("user.declared_country.changed", PILOT.value(), "{\"request_id\":null}");
        assertThat(isAnotherNeeded()).isTrue();
    }

    @Test
    void other_events_are_not_read() {
        world.set(DE);
        read("user.profile.changed", PILOT.value(), "no JSON");
        assertThat(world.reports).isEmpty();
        assertThat(repetitions()).isZero();
    }

    @Test
    void an_event_that_cannot_be_read_is_passed_over_and_reported() {
        read("user.declared_country.changed", PILOT.value(), "no JSON");
        assertThat(world.reports).singleElement().asString().startsWith("the event at 5-0 cannot be read");
        read("user.declared_country.changed", "pilot@example.com", "{}");
        assertThat(world.reports)
                .singleElement()
                .asString()
                .endsWith("its subject is no user id")
                .doesNotContain("@");
    }

    @Test
    void lost_events_are_reported() {
        events.catchUp();
        assertThat(world.reports).containsExactly("lost events");
    }
}
