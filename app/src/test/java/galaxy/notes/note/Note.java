package galaxy.notes.note;

import java.time.Instant;
import java.util.Optional;

/**
 * A note under a title that is its own.
 *
 * @param expiresAt when it ends and its title is free again
 */
public record Note(String id, String title, String text, Optional<Instant> expiresAt) {
    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }
}
