package galaxy.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RouteDeadlinesTest {
    @Test
    void what_waits_for_users_may_take_longer_than_other_requests() {
        var features = new AuthApi.Features(null, null, null, null, null, null, null);
        var terms = new AuthApi.Terms(8, true, 10, Duration.ofDays(30));
        assertThat(AuthApi.routes(features, null, terms).stream()
                        .filter(route -> route.deadline().isPresent())
                        .map(route -> "%s %s"
                                .formatted(
                                        route.deadline().get(), route.template().replaceFirst("/api/v1/internal", ""))))
                .containsExactlyInAnyOrder(
                        "PT3S /sign-in/challenges/{challenge_id}/confirm-email-code",
                        "PT3S /users/{user_id}/block",
                        "PT3S /user-blocks/by-email");
    }
}
