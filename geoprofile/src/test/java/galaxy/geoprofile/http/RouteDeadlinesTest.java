package galaxy.geoprofile.http;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.geoprofile.memory.MemoryProfiles;
import galaxy.geoprofile.memory.World;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RouteDeadlinesTest {
    @Test
    void what_waits_for_users_may_take_longer_than_other_requests() {
        var world = World.over(new MemoryProfiles(), false);
        var features = new GeoprofileApi.Features(world.profiles, world.proposals, null, null, null);
        assertThat(GeoprofileApi.routes(features, null, world.clock).stream()
                        .filter(route -> route.deadline().isPresent())
                        .map(route -> "%s %s"
                                .formatted(
                                        route.deadline().get(), route.template().replaceFirst("/api/v1/internal", ""))))
                .containsExactlyInAnyOrder(
                        "PT5S /users/{user_id}/country-versions",
                        "PT5S /users/{user_id}/country-versions/{number}/approve");
    }
}
