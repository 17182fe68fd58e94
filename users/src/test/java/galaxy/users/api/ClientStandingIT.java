package galaxy.users.api;

import static org.assertj.core.api.Assertions.assertThat;

import galaxy.client.users.Delivery;
import galaxy.client.users.Denial;
import galaxy.client.users.EffectiveLimit;
import galaxy.client.users.Marker;
import galaxy.client.users.Markers;
import galaxy.client.users.Plan;
import galaxy.client.users.SanctionCode;
import galaxy.client.users.Standing;
import galaxy.client.users.UserCommand;
import galaxy.kernel.EmailAddress;
import galaxy.kernel.ReasonCode;
import galaxy.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientStandingIT extends ThroughTheClient {
    private static Standing.ShownSanction sanction(UserId id, int ordinal, Instant applied) {
        return new Standing.ShownSanction(
                id + "-" + ordinal,
                SanctionCode.GAME_JOIN_BLOCK,
                "lobby",
                WHY.code(),
                applied,
                Optional.of(applied.plus(DAY)));
    }

    private void apply(UserId id) {
        var command = new UserCommand.ApplySanction(
                SanctionCode.GAME_JOIN_BLOCK, Optional.empty(), Optional.of(now().plus(DAY)), WHY);
        client.perform(id, command, Delivery.once()).orElseThrow();
    }

    @Test
    void a_user_is_shown_what_is_in_force_and_what_was() {
        EmailAddress email = freshEmail();
        UserId id = create(email);
        Instant created = now();
        apply(id);
        api.advance(Duration.ofSeconds(1));
        apply(id);
        client.block(email, ReasonCode.of("fraud"), Optional.empty());
        Standing standing = client.standing(id).orElseThrow();
        assertThat(standing)
                .isEqualTo(new Standing(
                        id,
                        now(),
                        new Standing.PlanInForce(Plan.FREE, false, created, Optional.empty()),
                        Optional.of(new Standing.Block(ReasonCode.of("fraud"), now(), Optional.empty())),
                        List.of(sanction(id, 2, now())),
                        List.of(new Standing.PastSanction(sanction(id, 1, created), now(), Optional.of(WHY.code()))),
                        new Markers(false, false, false, false, false),
                        standing.denials(),
                        FREE_LIMITS.stream()
                                .map(limit -> new Standing.ShownLimit(limit, Optional.empty()))
                                .toList()));
        assertThat(standing.denials())
                .contains(
                        new Denial(Marker.CAN_LOGIN, Denial.EMAIL_BLOCK, "fraud", Optional.empty()),
                        new Denial(
                                Marker.CAN_JOIN_GAME,
                                Denial.SANCTION,
                                "game_join_block",
                                Optional.of(now().plus(DAY))));
        assertThat(standing.limits()).extracting(Standing.ShownLimit::limit).noneMatch(EffectiveLimit::isOverride);
    }

    @Test
    void an_unknown_user_has_no_standing() {
        assertThat(client.standing(UNKNOWN_USER)).isEmpty();
    }
}
