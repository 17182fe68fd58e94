package galaxy.gateway.stream;

import galaxy.kernel.UserId;
import java.time.Instant;

/** Something public that happened to a player. */
public sealed interface PlayerEvent {
    Position position();

    UserId userId();

    /**
     * The account is another one now.
     *
     * @param type of the event, such as {@code user.profile.changed}
     */
    record AccountChanged(Position position, UserId userId, String type, Instant at) implements PlayerEvent {}

    /** One of the player's sessions has begun or ended: which is in their records. */
    record SessionsChanged(Position position, UserId userId) implements PlayerEvent {}
}
